import type { AnsweredBy, CallInput } from '../../../shared/contract/calls.ts';
import type { Handlers } from '../../../shared/contract/dispatch.ts';
import { MOST_SEASON_FILES } from '../../../shared/contract/season.ts';
import { bytesOf } from '../../../shared/base64.ts';
import { jsonOf } from '../../../shared/json.ts';
import { workbook } from '../../../shared/report/files.ts';
import { fillReturn } from '../../../shared/report/returns/fill.ts';
import { keptReturnSchema } from '../../../shared/report/returns/kept.ts';
import { shippedReturn } from '../../../shared/report/returns/shipped.ts';
import { type ReturnId, returnTitles } from '../../../shared/report/returns/titles.ts';
import { type IsSigned, readFairFigures } from '../../../shared/report/season/fair-figures.ts';
import { seasonNamed } from '../../../shared/report/season/season-named.ts';
import { seasonSheets } from '../../../shared/report/season/season-sheets.ts';
import {
  seasonAt,
  seasonView,
  type SeasonWork,
} from '../../../shared/report/season/season-view.ts';
import type { Season } from '../../../shared/report/season/sums.ts';
import { fail, ok } from '../../../shared/result.ts';
import { isSigned } from '../keys/fair-keys.ts';
import { fairFigures, type FairFiguresOptions } from './fair-figures.ts';

/** The files of a season, in this station's memory only: they stay with the people who keep them. */

type SeasonHandlers = Pick<Handlers, Extract<AnsweredBy<'station'>, `season.${string}`>>;
type Part = CallInput<'season.part'>;

export const isSignedHere: IsSigned = (domain, text, signature, key) =>
  isSigned(domain, text, Buffer.from(signature, 'base64url'), key);

export interface SeasonOptions extends FairFiguresOptions {
  readonly note: (format: string) => void;
}

export function seasonCallsHere(options: SeasonOptions): SeasonHandlers {
  const { fair, store, handOver, note } = options;
  let work: SeasonWork = {
    now: [],
    former: [],
    keys: new Set([fair.signingKey]),
    townships: new Map(),
    typed: new Map(),
  };
  let arriving = '';
  const view = () => seasonView(work, fair.signingKey);

  async function take({ list, file }: Part, base64: string): Promise<void> {
    const text = Buffer.from(base64, 'base64').toString('utf8');
    const read = await readFairFigures(text, isSignedHere);
    work = { ...work, [list]: [...work[list], { file, read }] };
  }

  async function filled(id: ReturnId, season: Season): Promise<Uint8Array> {
    const kept = store.settings.keptText(`return-${id}`);
    const own = kept === undefined ? undefined : keptReturnSchema.safeParse(jsonOf(kept)).data;
    const done = fillReturn(
      own ? bytesOf(own.base64) : await shippedReturn(id),
      seasonNamed(season),
    );
    // Only workbooks are kept.
    if (!done.ok) throw new Error('a return is no workbook');
    return done.value.bytes;
  }

  return {
    'season.view': view,
    'season.figures': (asked) => {
      note('fair-figures');
      return fairFigures(options, asked);
    },
    'season.part': async (part) => {
      if (work[part.list].length >= MOST_SEASON_FILES) return fail({ kind: 'too-many' });
      if (part.from === 0) arriving = '';
      if (arriving.length !== part.from) return fail({ kind: 'gone' });
      arriving += part.part;
      if (arriving.length < part.of) return ok({});
      const whole = arriving;
      arriving = '';
      await take(part, whole);
      return ok({});
    },
    'season.change': (change) => {
      work = changed(work, change);
      return view();
    },
    'season.file': async ({ as: format }) => {
      const { now, season, before, lines } = seasonAt(work);
      const count = season.fairs.length;
      if (count === 0) return fail({ kind: 'empty' });
      note(`season-${format}`);
      if (format !== 'workbook') {
        const name = `${returnTitles[format].zh}-${count}场合计.xlsx`;
        return ok(handOver(name, await filled(format, season)));
      }
      const besides = before.from === 'files' || before.values.size > 0;
      const sheets = seasonSheets(season, now, lines, besides ? before.from : undefined);
      return ok(handOver(`多场合计-${count}场.xlsx`, await workbook(sheets)));
    },
  };
}

function changed(work: SeasonWork, change: CallInput<'season.change'>): SeasonWork {
  switch (change.does) {
    case 'confirm':
      return { ...work, keys: new Set([...work.keys, change.key]) };
    case 'remove':
      return { ...work, [change.list]: work[change.list].filter((_, at) => at !== change.at) };
    case 'township':
      return { ...work, townships: new Map([...work.townships, [change.fair, change.township]]) };
    case 'type': {
      const others = [...work.typed].filter(([line]) => line !== change.line);
      const own = change.value === null ? [] : [[change.line, change.value] as const];
      return { ...work, typed: new Map([...others, ...own]) };
    }
  }
}
