import type { AnsweredBy } from '../../../../shared/contract/calls.ts';
import type { Handlers } from '../../../../shared/contract/dispatch.ts';
import type { PrintJob } from '../../../../shared/contract/prints.ts';
import type { Fair } from '../../../../shared/fair.ts';
import { fail, ok } from '../../../../shared/result.ts';
import type { HandOver } from '../../export/saved-files.ts';
import { keptLists } from '../../people/kept-rosters.ts';
import type { Audit, AuditDeed } from '../../store/audit.ts';
import type { SetUpBench } from '../set-up-bench.ts';
import { codesTable } from './codes-table.ts';
import { printedPage } from './print-jobs.ts';

/** What is printed before the fair, and the table of codes. */

interface PrintsOptions {
  readonly revisions: { readonly newest: () => Fair };
  /** The station's data folder. */
  readonly folder: string;
  readonly handOver: HandOver;
  readonly randomBytes: (length: number) => Uint8Array;
  readonly note: (deed: AuditDeed) => void;
  readonly store: { readonly audit: Pick<Audit, 'rows'> };
}

type Calls = Pick<Handlers, Extract<AnsweredBy<'station'>, `prints.${string}`>>;

export function printsCalls(options: PrintsOptions, bench: SetUpBench): Calls {
  const { revisions, folder, handOver, randomBytes, note, store } = options;
  return {
    'prints.made': () => {
      const did = new Set(store.audit.rows().map(({ entry }) => entry.deed.did));
      return { cards: did.has('cards-made'), blanks: did.has('blanks-made') };
    },
    'prints.make': async (job) => {
      const opened = bench.opened();
      if (!opened) return fail({ kind: 'locked' });
      bench.touch();
      const fair = revisions.newest();
      const printed = await printedPage(job, { fair, keys: opened.keys, randomBytes });
      if (printed.ok) note(deedOf(job, fair));
      return printed;
    },
    'prints.lists': () => keptLists(folder),
    'prints.codes': async ({ list }) => {
      const opened = bench.opened();
      if (!opened) return fail({ kind: 'locked' });
      // Only what a list here is called: a page can't name a path.
      const kept = (await keptLists(folder)).find((each) => each.list === list);
      if (!kept) return fail({ kind: 'gone' });
      const table = await codesTable({
        fair: revisions.newest(),
        keys: opened.keys,
        folder,
        list,
        signal: bench.startWork(),
        onProgress(done, total) {
          bench.touch();
          bench.show({ at: 'tabling', done, of: total });
        },
      });
      if (!table) return fail({ kind: 'cancelled' });
      bench.show(null);
      note({ did: 'codes-made', people: kept.people });
      return ok(handOver(`报名码-${list}.xlsx`, table));
    },
  };
}

function deedOf(job: PrintJob, { booths, desks }: Fair): AuditDeed {
  switch (job.what) {
    case 'booths': {
      const printed = booths.filter(({ zone }) => job.zone === '' || zone === job.zone);
      return { did: 'cards-made', zone: job.zone, booths: printed.length };
    }
    case 'desks':
      return { did: 'cards-made', zone: '服务台', booths: desks.length };
    case 'blanks':
      return { did: 'blanks-made', passes: job.count };
    case 'staff-card':
      return { did: 'staff-card-made' };
    case 'assessment':
      return { did: 'assessment-made' };
  }
}
