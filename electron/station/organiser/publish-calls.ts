import type { Handlers } from '../../../shared/contract/dispatch.ts';
import { fail } from '../../../shared/result.ts';
import type { Undone } from './import-undone.ts';
import type { lastImport } from './last-import.ts';
import type { Publish } from './publishing.ts';
import { blockedBy } from './review.ts';
import type { SetUpBench } from './set-up-bench.ts';
import type { SetUpOptions } from './set-up-options.ts';

type Calls = Pick<Handlers, 'setup.publish' | 'setup.undo' | 'setup.settle'>;

type LastImport = Omit<Awaited<ReturnType<typeof lastImport>>, 'before'> & {
  readonly undone: () => Undone | undefined;
};

/** Puts a table of employers into force, takes it back, or settles two revisions of one number. */
export function publishCalls(
  options: SetUpOptions,
  bench: SetUpBench,
  publish: Publish,
  last: LastImport,
): Calls {
  return {
    'setup.publish': async () => {
      const opened = bench.opened();
      const draft = bench.draft();
      const fair = options.revisions.newest();
      if (!opened) return fail({ kind: 'locked' });
      if (draft?.is !== 'employers') return fail({ kind: 'gone' });
      if (blockedBy(draft.table)) return fail({ kind: 'gone' });
      bench.touch();
      const before = fair.booths;
      const published = await publish({ booths: [...draft.table.booths] }, opened);
      if (!published.ok) return published;
      await last.keep(before, options.revisions.newest().booths).catch(options.onTrouble);
      bench.finish(draft);
      bench.refresh();
      return published;
    },
    'setup.undo': async () => {
      const opened = bench.opened();
      if (!opened) return fail({ kind: 'locked' });
      const undone = last.undone();
      if (!undone) return fail({ kind: 'gone' });
      bench.touch();
      const published = await publish({ booths: [...undone.booths] }, opened);
      if (published.ok) await last.forget().catch(options.onTrouble);
      return published;
    },
    'setup.settle': () => {
      const opened = bench.opened();
      const other = options.revisions.other();
      if (!opened) return fail({ kind: 'locked' });
      if (!other) return fail({ kind: 'gone' });
      bench.touch();
      return publish({}, opened, other);
    },
  };
}
