import { Text } from '../ui/text.tsx';
import './link-lost.css';
import { words } from './words.ts';

/** The station is away for a moment. A pass on the screen stays, because it is valid without it. */
export function LinkLost({ hasPass }: { hasPass: boolean }) {
  if (hasPass) {
    return (
      <output className="lost-strip" data-testid="reconnecting">
        <span className="button-busy" aria-hidden="true" />
        <Text words={words.link.lostPass} beside />
      </output>
    );
  }
  return (
    <div className="lost" role="alert" data-testid="reconnecting">
      <span className="button-busy" aria-hidden="true" />
      <p className="lost-title">
        <Text words={words.link.lost} />
      </p>
      <p className="lead">
        <Text words={words.link.lostMore} />
      </p>
    </div>
  );
}
