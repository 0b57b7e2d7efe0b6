import type { AnsweredBy } from '../../../shared/contract/calls.ts';
import type { Handlers } from '../../../shared/contract/dispatch.ts';
import { PAGE_LENGTH } from '../../../shared/contract/employers-table.ts';
import type { Fair } from '../../../shared/fair.ts';
import { fail, ok } from '../../../shared/result.ts';
import { chosenAnew } from './employers-staged.ts';
import type { RememberedColumns } from './remembered-columns.ts';
import { tableReview } from './review.ts';
import type { SetUpBench } from './set-up-bench.ts';

interface Options {
  readonly revisions: { readonly newest: () => Fair };
  readonly onTrouble: (error: unknown) => void;
}

type Calls = Pick<
  Handlers,
  Extract<
    AnsweredBy<'station'>,
    'setup.table' | 'setup.findings' | 'setup.changes' | 'setup.choose'
  >
>;

/** The uploaded table of employers, while nothing is published yet. */
export function employersCalls(
  { revisions, onTrouble }: Options,
  bench: SetUpBench,
  columns: RememberedColumns,
): Calls {
  const table = () => {
    const draft = bench.draft();
    if (draft?.is !== 'employers') return undefined;
    bench.touch();
    return draft.table;
  };
  const paged = <T>(items: readonly T[], from: number) =>
    ok({ count: items.length, items: items.slice(from, from + PAGE_LENGTH) });
  return {
    'setup.table': () => {
      const staged = table();
      if (!staged) return fail({ kind: 'gone' });
      const { workbook, tables, trades, choices } = staged;
      return ok({
        sheets: workbook.sheets.map(({ name }) => name),
        tables,
        trades: [...trades],
        choices,
      });
    },
    'setup.findings': ({ from }) => {
      const staged = table();
      return staged ? paged(staged.findings, from) : fail({ kind: 'gone' });
    },
    'setup.changes': ({ from }) => {
      const staged = table();
      return staged ? paged(staged.changes, from) : fail({ kind: 'gone' });
    },
    'setup.choose': async ({ choices }) => {
      const staged = table();
      if (!staged) return fail({ kind: 'gone' });
      const all = await columns.remember(choices.columns ?? {}).catch((error: unknown) => {
        onTrouble(error);
        return choices.columns ?? {};
      });
      const fair = revisions.newest();
      const { work, draft } = tableReview(
        chosenAnew(staged, fair, { ...choices, columns: all }),
        fair,
      );
      bench.put(draft);
      bench.show(work);
      return ok({});
    },
  };
}
