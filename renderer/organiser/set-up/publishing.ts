import { use, useState } from 'react';
import { PageDesk } from '../../saving/saving.ts';
import type { Words } from '../../ui/text.tsx';
import type { SetUpAtWork } from './set-up.ts';
import { setUpWords as words } from './set-up-words.ts';
import { useKeys } from '../keys/with-keys.ts';

const failed = {
  publish: words.notTaken,
  settle: words.notSettled,
  undo: words.notUndone,
} as const;

/**
 * Puts a revision into force and hands over the organiser's file that goes with it. What it says outlives the
 * question that led to it: an old file in use again would split the fair.
 */
export function usePublishing(atWork: SetUpAtWork) {
  const { keep } = use(PageDesk);
  const withKeys = useKeys();
  const [busy, setBusy] = useState(false);
  const [said, setSaid] = useState<Words>();

  /** Whether it is in force. */
  async function publish(how: 'publish' | 'settle' | 'undo'): Promise<boolean> {
    setSaid(undefined);
    setBusy(true);
    const published = await withKeys(() => atWork[how]());
    setBusy(false);
    // The banner above the page already reports a missing answer.
    if (!published) return false;
    if (!published.ok) {
      setSaid(failed[how]);
      return false;
    }
    const { file } = published.value;
    // The station's own file moved on with it: there is nothing to keep.
    if (!file) return true;
    const kept = await keep(file, 'application/json');
    setSaid(kept.how === 'dropped' ? words.notMoved : words.moved);
    return true;
  }
  return { busy, said, publish };
}

export type Publishing = ReturnType<typeof usePublishing>;
