import { Button } from '../ui/button.tsx';
import { UNTOUCHED } from '../ui/countdown.tsx';
import { Modal } from '../ui/modal.tsx';
import { Text } from '../ui/text.tsx';
import { words } from './words.ts';

/** Asks before the screen is given to the next person. */
export function StillHere(props: { left: number; onYes: () => void; onNo: () => void }) {
  const { left, onYes, onNo } = props;
  const { title, more, yes, no } = words.stillHere;
  return (
    <Modal label={title} onClose={onYes}>
      <div className="still-here" {...{ [UNTOUCHED]: '' }}>
        <h2>
          <Text words={title} />
        </h2>
        <p className="lead">
          <Text words={more(left)} />
        </p>
        <div className="pair">
          <Button look="second" words={no} tap="ends" onPress={onNo} />
          <Button look="first" words={yes} onPress={onYes} />
        </div>
      </div>
    </Modal>
  );
}
