import { use } from 'react';
import type { SetUp } from '../../../shared/contract/setup.ts';
import { Button } from '../../ui/button.tsx';
import { Text } from '../../ui/text.tsx';
import type { SetUpAtWork } from '../set-up/set-up.ts';
import { setUpWords as words } from '../set-up/set-up-words.ts';
import { KeysHere } from './with-keys.ts';

interface KeysLineProps {
  readonly atWork: SetUpAtWork;
  readonly setUp: SetUp;
}

/** The fair in force, and whether its keys are open; whatever needs them asks for them in place, too. */
export function KeysLine({ atWork, setUp: { open, now } }: KeysLineProps) {
  const askForKeys = use(KeysHere);
  return (
    <p className="set-up-open" data-open={open !== null}>
      <Text
        words={words.isOpen(now.revision, now.employers, { places: now.posts, some: now.some })}
        beside
      />
      {open ? (
        <Button words={words.lock} onPress={() => void atWork.lock()} />
      ) : (
        <Button words={words.openKeys} onPress={() => void askForKeys()} />
      )}
    </p>
  );
}
