import { basename } from 'node:path';
import type { AnsweredBy } from '../../../shared/contract/calls.ts';
import type { Handlers } from '../../../shared/contract/dispatch.ts';
import type { Fair } from '../../../shared/fair.ts';
import { fail, ok } from '../../../shared/result.ts';
import type { FairKeys } from '../keys/fair-keys.ts';
import type { AuditDeed } from '../store/audit.ts';
import type { LastRoster } from './last-roster.ts';
import type { PeopleDelivery } from './people-delivery.ts';
import { sealInto } from './seal-into.ts';
import type { Draft, SetUpBench } from './set-up-bench.ts';

interface Options {
  readonly revisions: { readonly newest: () => Fair };
  /** The station's data folder. */
  readonly folder: string;
  readonly now: () => number;
  readonly randomBytes: (length: number) => Uint8Array;
  readonly note: (deed: AuditDeed) => void;
  readonly delivery?: Pick<PeopleDelivery, 'sign'>;
  readonly onTrouble: (error: unknown) => void;
}

type Calls = Pick<Handlers, Extract<AnsweredBy<'station'>, 'setup.seal' | 'setup.undoPeople'>>;

/** Imports a list of people, and takes the last one back. */
export function peopleCalls(options: Options, bench: SetUpBench, last: LastRoster): Calls {
  const { note } = options;

  async function seal(draft: Extract<Draft, { is: 'people' }>, keys: FairKeys): Promise<void> {
    const signal = bench.signal();
    const sealed = await sealInto({
      fair: options.revisions.newest(),
      keys,
      list: draft.roster.people,
      folder: options.folder,
      nowMs: options.now(),
      randomBytes: options.randomBytes,
      signal,
      onProgress(done) {
        if (signal.aborted) return;
        bench.touch();
        bench.show({ at: 'sealing', done, of: draft.roster.people.length });
      },
    });
    if (!sealed) return;
    bench.finish(draft);
    note({ did: 'people-imported', people: sealed.people });
    await last
      .keep({ folder: basename(sealed.where), people: sealed.people })
      .catch(options.onTrouble);
    await options.delivery?.sign(keys.signingKey);
    bench.show({ at: 'sealed', ...sealed });
  }

  return {
    'setup.seal': ({ withoutFaulty }) => {
      const opened = bench.opened();
      const draft = bench.draft();
      if (!opened) return fail({ kind: 'locked' });
      if (draft?.is !== 'people' || draft.roster.people.length === 0) return fail({ kind: 'gone' });
      if (draft.refused > 0 && !withoutFaulty) return fail({ kind: 'gone' });
      bench.show({ at: 'sealing', done: 0, of: draft.roster.people.length });
      bench.inBackground(seal(draft, opened.keys));
      return ok({});
    },
    'setup.undoPeople': async () => {
      const opened = bench.opened();
      if (!opened) return fail({ kind: 'locked' });
      bench.touch();
      const people = await last.undo();
      if (people === undefined) {
        bench.refresh();
        return fail({ kind: 'gone' });
      }
      note({ did: 'people-import-undone', people });
      await options.delivery?.sign(opened.keys.signingKey);
      bench.show({ at: 'people-undone', people });
      return ok({});
    },
  };
}
