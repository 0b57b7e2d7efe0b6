import { Button } from '../ui/button.tsx';
import { Screen, Title } from '../ui/screen.tsx';
import { Text, type Words } from '../ui/text.tsx';
import { Willow, Wind } from '../ui/willow.tsx';
import './join-busy.css';
import { joinWords as words } from './join-words.ts';

export interface JoinBusyProps {
  readonly title: Words;
  readonly more?: Words;
  /** Absent where it cannot be stopped any more. */
  readonly onCancel?: () => void;
}

/** Something that takes a few seconds. */
export function JoinBusy({ title, more, onCancel }: JoinBusyProps) {
  return (
    <Screen
      name="join-busy"
      scene={
        <>
          <Willow faint />
          <Wind />
          <Title words={title} />
          {more && (
            <p className="lead">
              <Text words={more} />
            </p>
          )}
        </>
      }
      act={
        <div className="join-waiting" aria-hidden="true">
          <span className="button-busy" />
        </div>
      }
      ways={onCancel && <Button look="plain" words={words.cancel} onPress={onCancel} />}
    />
  );
}
