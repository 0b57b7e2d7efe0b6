import type { CallInput } from '../contract/calls.ts';
import type { Handlers } from '../contract/dispatch.ts';
import type { DayView } from '../report/day-view.ts';
import type { Report } from '../report/files.ts';
import { namedFigures } from '../report/named/all.ts';
import { type Filled, fillReturn } from '../report/returns/fill.ts';
import {
  keptBulletinSchema,
  type KeptName,
  type KeptReturn,
  keptReturnSchema,
} from '../report/returns/kept.ts';
import { shippedReturn } from '../report/returns/shipped.ts';
import { type ReturnId, returnTitles } from '../report/returns/titles.ts';
import { openWorkbook } from '../report/returns/workbook-xml.ts';
import { bytesOf } from '../base64.ts';
import { jsonOf } from '../json.ts';
import { fail, ok, type Result } from '../result.ts';
import type { CallOutput } from '../contract/calls.ts';

/** Answers about the bureau's own templates and its returns, at a station or at a server. */

type Awaitable<T> = T | Promise<T>;

export interface KeptTexts {
  kept(name: KeptName): Awaitable<string | undefined>;
  keep(
    name: KeptName,
    text: string | null,
  ): Awaitable<Result<unknown, { readonly kind: 'not-saved' | 'disk-full' | 'not-allowed' }>>;
}

export interface ReturnsSource extends KeptTexts {
  dayOf(scope: string): Promise<{ readonly view: DayView }>;
  note(deed: {
    readonly did: 'day-exported';
    readonly scope: string;
    readonly format: string;
  }): Awaitable<unknown>;
  handOver(file: Report): Awaitable<CallOutput<'organiser.returnFile'>>;
}

type ReturnCalls =
  | 'organiser.template'
  | 'organiser.keepTemplate'
  | 'organiser.return'
  | 'organiser.returnFile'
  | 'organiser.keepReturn';

export function returnQueries(source: ReturnsSource): Pick<Handlers, ReturnCalls> {
  async function ownReturn(id: ReturnId): Promise<KeptReturn | undefined> {
    const text = await source.kept(`return-${id}`);
    return text === undefined ? undefined : keptReturnSchema.safeParse(jsonOf(text)).data;
  }

  const templateOf = async (id: ReturnId, own: KeptReturn | undefined): Promise<Uint8Array> =>
    own ? bytesOf(own.base64) : shippedReturn(id);

  async function filled({ id, scope }: CallInput<'organiser.return'>) {
    const own = await ownReturn(id);
    const { view } = await source.dayOf(scope);
    const figures = namedFigures(view);
    const done = fillReturn(await templateOf(id, own), figures);
    // Only workbooks are kept, so what cannot be opened any more gives way to the shipped one.
    const sure: Filled = done.ok
      ? done.value
      : orThrow(fillReturn(await shippedReturn(id), figures));
    return { ...sure, own: own?.name ?? null, view };
  }

  return {
    'organiser.template': async () => {
      const text = await source.kept('bulletin');
      const read = text === undefined ? undefined : keptBulletinSchema.safeParse(jsonOf(text)).data;
      return ok({ bulletin: read ?? null });
    },
    'organiser.keepTemplate': async ({ bulletin }) => {
      return emptied(await source.keep('bulletin', bulletin && JSON.stringify(bulletin)));
    },
    'organiser.return': async (asked) => {
      const { shown, own } = await filled(asked);
      return ok({ shown, own });
    },
    'organiser.returnFile': async ({ id, scope, as: format }) => {
      const title = returnTitles[id].zh;
      if (format === 'template') {
        const bytes = await templateOf(id, await ownReturn(id));
        return source.handOver({ name: `${title}-模板.xlsx`, bytes });
      }
      await source.note({ did: 'day-exported', scope, format: `return-${id}` });
      const { bytes, view } = await filled({ id, scope });
      const name = `${title}-${view.fair.id}-${scope}-${view.digest.slice(0, 12)}.xlsx`;
      return source.handOver({ name, bytes });
    },
    'organiser.keepReturn': async ({ id, file }) => {
      if (file === null) return emptied(await source.keep(`return-${id}`, null));
      const before = file.from === 0 ? '' : ((await source.kept(`arriving-${id}`)) ?? '');
      if (before.length !== file.from) return fail({ kind: 'not-saved' });
      const base64 = before + file.part;
      if (base64.length < file.of) return emptied(await source.keep(`arriving-${id}`, base64));
      await source.keep(`arriving-${id}`, null);
      const whole = keptReturnSchema.safeParse({ name: file.name, base64 });
      if (!whole.success || !openWorkbook(bytesOf(base64))) return fail({ kind: 'not-a-workbook' });
      return emptied(await source.keep(`return-${id}`, JSON.stringify(whole.data)));
    },
  };
}

const emptied = <F extends { readonly kind: string }>(
  done: Result<unknown, F>,
): Result<Record<string, never>, F> => (done.ok ? ok({}) : done);

function orThrow(done: ReturnType<typeof fillReturn>): Filled {
  if (!done.ok) throw new Error('a shipped return is no workbook');
  return done.value;
}
