import { setImmediate as eventLoopTurn } from 'node:timers/promises';
import { dateInParts } from '../../../shared/calendar.ts';
import type { Handlers } from '../../../shared/contract/dispatch.ts';
import { workbook } from '../../../shared/report/files.ts';
import { fail, ok } from '../../../shared/result.ts';
import { arrivedBytes, contentOf, withPart } from '../export/arriving-file.ts';
import { rosterTemplate } from '../people/roster.ts';
import { employersTemplate } from './employers-template.ts';
import { markedDraft } from './marked-draft.ts';
import { employersReview, peopleReview, type Review } from './review.ts';
import type { Draft, SetUpBench } from './set-up-bench.ts';
import type { SetUpOptions } from './set-up-options.ts';
import type { TableMemory } from './table-calls.ts';

type Calls = Pick<
  Handlers,
  'setup.begin' | 'setup.part' | 'setup.cancel' | 'setup.template' | 'setup.marked'
>;

/** A table of employers or people comes in parts, is checked, and goes back with its marks. */
export function fileCalls(
  options: SetUpOptions,
  bench: SetUpBench,
  { columns, choices }: TableMemory,
): Calls {
  function settle({ work, draft }: Review): void {
    bench.put(draft);
    bench.show(work);
  }

  async function arrived(file: Extract<Draft, { is: 'arriving' }>): Promise<void> {
    const { what, name } = file;
    const bytes = contentOf(file);
    bench.put(undefined);
    bench.show({ at: 'checking' });
    const signal = bench.signal();
    const fair = options.revisions.newest();
    // A large table blocks this process, so let the page show the progress first.
    await eventLoopTurn();
    const reviewed =
      what === 'employers'
        ? await employersReview(bytes, name, fair, { columns: columns.employers.all() }, choices)
        : await peopleReview(bytes, name, dateInParts(options.now(), fair.utcOffsetMinutes), {
            columns: columns.people.all(),
          });
    if (!signal.aborted) settle(reviewed);
  }

  return {
    'setup.begin': ({ what, bytes, name }) => bench.begin(what, bytes, name),
    'setup.part': ({ base64 }) => {
      const before = bench.draft();
      if (before?.is !== 'arriving') return fail({ kind: 'gone' });
      const now = withPart(before, base64);
      bench.put(now);
      const done = arrivedBytes(now);
      if (done < now.bytes) bench.show({ at: 'reading', done, of: now.bytes });
      else bench.inBackground(arrived(now));
      return ok({});
    },
    'setup.cancel': () => {
      bench.cancel();
      return {};
    },
    'setup.marked': async () => {
      const marked = await markedDraft(bench.draft());
      if (!marked) return fail({ kind: 'gone' });
      bench.touch();
      const { name, bytes, isWhole } = marked;
      return ok({ file: options.handOver(name, bytes), isWhole });
    },
    'setup.template': async ({ table }) => {
      const sheet = table === 'employers' ? employersTemplate : rosterTemplate;
      return options.handOver(`${sheet.name}.xlsx`, await workbook([sheet]));
    },
  };
}
