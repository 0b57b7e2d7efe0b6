import type { SetUp } from '../../shared/contract/setup.ts';
import { Button } from '../ui/button.tsx';
import { Text } from '../ui/text.tsx';
import { OpenKeys } from './open-keys.tsx';
import type { SetUpAtWork } from './set-up.ts';
import { setUpWords as words } from './set-up-words.ts';

interface KeysLineProps {
  readonly atWork: SetUpAtWork;
  readonly setUp: SetUp;
}

/** Whether the organiser's keys are open here, and the way to open or shut them. */
export function KeysLine({ atWork, setUp }: KeysLineProps) {
  const { open } = setUp;
  if (!open) return <OpenKeys client={atWork.client} />;
  return (
    <p className="set-up-open">
      <Text
        words={words.isOpen(open.revision, open.employers, {
          places: open.posts,
          some: open.some,
        })}
        beside
      />
      <Button words={words.lock} onPress={() => void atWork.lock()} />
    </p>
  );
}
