import type { JoiningFace } from '../../shared/contract/first.ts';
import { joiningWords } from '../../shared/words/joining-words.ts';
import { Text } from '../ui/text.tsx';
import { joinWords as words } from './join-words.ts';
import './join-said.css';

/** What went wrong with the last scan, and what to do. */
export function JoinSaid({ face }: { face: Extract<JoiningFace, { said?: unknown }> }) {
  return (
    <output className="join-said" role="alert">
      {face.said !== undefined && <Text words={joiningWords[face.said]} />}
    </output>
  );
}

/** What this machine is about to be: a clerk sees a wrong code or stick here. */
export function Becomes({ face }: { face: Extract<JoiningFace, { station: unknown }> }) {
  const { fair, station, standsFor } = face;
  return (
    <div className="join-becomes">
      <p>
        <Text words={words.becomes} beside />
      </p>
      <p className="join-station">
        <span className="join-slot">{station.slot}</span>
        <Text words={station.name} />
      </p>
      {standsFor && (
        <p>
          <Text words={words.standsFor(standsFor.slot, standsFor.name)} beside />
        </p>
      )}
      <p>
        <Text words={fair} />
      </p>
    </div>
  );
}
