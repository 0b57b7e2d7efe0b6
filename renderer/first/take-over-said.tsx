import type { TakeOverFault } from '../../shared/joining-faults.ts';
import { takeOverWords } from '../../shared/words/take-over-words.ts';
import { Text } from '../ui/text.tsx';
import './take-over-said.css';

export function TakeOverSaid({ said }: { said: TakeOverFault | undefined }) {
  return (
    <output className="take-over-said" role="alert">
      {said !== undefined && <Text words={takeOverWords[said]} />}
    </output>
  );
}
