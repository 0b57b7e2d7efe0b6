import { type FactKind, factKindSchema, type FactOf, type Happening } from './facts.ts';
import type { Role } from './fair.ts';
import { recordBy, recordOf } from './records.ts';
import { say, type Words } from './say.ts';

/**
 * Every kind of fact, one row each: its name, who writes it, how it counts, and what a booth taps for it.
 * Contract, buttons, command cards, tally, day, sheets and bulletin read this table. To add a tap: its
 * fields in facts.ts and a row here. Then raise TALLY_RULES in tally/rules-number.ts, so that figures are counted again.
 */

/**
 * A station of that role, about a place that it serves; `staff` at any station; or `any` station, about
 * itself (`clock`) or about a fact of its own (`retract`).
 */
export type Writer = Exclude<Role, 'wall'> | 'staff' | 'any';

/** Persons, times, copies, houses, and pairs of a person and a booth are never added to one another. */
export const unitNames = {
  persons: '人',
  times: '人次',
  copies: '份',
  houses: '家',
  pairs: '人次（按单位）',
} as const;
export type Unit = keyof typeof unitNames;

interface Row<Field extends string> extends Words {
  readonly writtenBy: Writer;
  /** Its counter lists it, and can take it back. */
  readonly listed?: true;
  /** How the fold counts it; other kinds have rules of their own in tally.ts. */
  readonly counts?: {
    readonly figure: string;
    /** Each one, the first with the same slices, or as many copies as it says. */
    readonly each: 'time' | 'first' | 'copies';
    readonly slices: readonly Field[];
    /** Also under the answers that are `ofDeeds`, of a person whose answers are known. */
    readonly byAnswers?: true;
  };
  readonly tap?: Tap;
}

/** A tap or a command card for the person at a booth. */
interface Tap {
  /** `post`: needs a post, and is written once for it. `visit`: once in a visit, for a post if any is open. */
  readonly per: 'post' | 'visit';
  readonly button: Words;
  /** The button afterwards, and what is announced. */
  readonly done: Words;
  readonly said: Words;
  /** Large, and always in the bulletin, which leaves others out if it is short or they are zero. */
  readonly main?: true;
  readonly means: Words & { readonly unit: Unit; readonly basis?: string };
  /** The heading of the figure's columns, and its title on the organiser's page and in the bulletin. */
  readonly column: Words;
  readonly title: Words;
}

const listed = <const W extends Writer>(writtenBy: W, zh: string, en: string) =>
  ({ ...say(zh, en), writtenBy, listed: true }) as const;

export const deeds = {
  checkin: { ...say('签到', 'Check-in'), writtenBy: 'entrance' },
  bind: { ...say('绑定', 'Bound'), writtenBy: 'entrance' },
  withdraw: { ...say('撤回同意', 'Consent withdrawn'), writtenBy: 'entrance' },
  visit: listed('booth', '接待', 'Visit'),
  talk: {
    ...listed('booth', '洽谈', 'Talk'),
    counts: { figure: 'talks', each: 'time', slices: ['booth', 'post'] },
    tap: {
      per: 'visit',
      button: say('洽谈', 'Talk'),
      done: say('已洽谈', 'Talked'),
      said: say('已记洽谈', 'Talk, counted'),
      means: {
        unit: 'times',
        ...say('洽谈人次', 'Talks'),
        basis: '招聘人员每点一次“洽谈”计一次，每次到访至多一次',
      },
      column: say('洽谈', 'Talks'),
      title: say('洽谈', 'Talks'),
    },
  },
  resume: {
    ...listed('booth', '简历', 'Résumé'),
    counts: { figure: 'resumes', each: 'first', slices: ['booth', 'post'], byAnswers: true },
    tap: {
      per: 'post',
      button: say('收简历', 'Résumé'),
      done: say('已收简历', 'Résumé received'),
      said: say('已收简历', 'Résumé received'),
      main: true,
      means: {
        unit: 'copies',
        ...say('简历份数：同人同展位同岗位计一份', 'Résumés: one for each person, booth and post'),
      },
      column: say('简历', 'Résumés'),
      title: say('收到简历', 'Résumés'),
    },
  },
  intent: listed('booth', '意向', 'Intent'),
  consult: {
    ...listed('desk', '咨询', 'Consultation'),
    counts: { figure: 'consults', each: 'time', slices: ['desk', 'topic'] },
  },
  handout: {
    ...listed('desk', '资料', 'Leaflets'),
    counts: { figure: 'handouts', each: 'copies', slices: ['desk', 'item'] },
  },
  service: {
    ...listed('desk', '帮扶', 'Service'),
    counts: { figure: 'services', each: 'first', slices: ['step'] },
  },
  booth: { ...say('开台', 'Booth opened'), writtenBy: 'booth' },
  paper: { ...say('纸质登记', 'Counts from paper'), writtenBy: 'staff' },
  clock: { ...say('校时', 'Clock'), writtenBy: 'any' },
  retract: { ...say('撤回', 'Taken back'), writtenBy: 'any' },
  decide: { ...say('处理', 'Decision'), writtenBy: 'organiser' },
} as const satisfies { readonly [K in FactKind]: Row<Extract<keyof FactOf<K>['what'], string>> };

/** A visit without a pass has a name of its own. */
export const factWords: Readonly<Record<FactKind | 'walk-in', Words>> = {
  ...deeds,
  'walk-in': say('无证来访', 'Walk-in'),
};

const kinds = factKindSchema.options;
export const writtenBy = recordOf(kinds, (kind): Writer => deeds[kind].writtenBy);

type Having<Part> = { [K in FactKind]: (typeof deeds)[K] extends Part ? K : never }[FactKind];
const having = <Part>(has: (row: Row<string>) => unknown): Having<Part>[] =>
  kinds.filter((kind): kind is Having<Part> => Boolean(has(deeds[kind])));

export const countedKinds = having<{ counts: object }>(({ counts }) => counts);
export const listedAt = <W extends 'booth' | 'desk'>(counter: W) =>
  having<{ listed: true; writtenBy: W }>((row) => row.listed && row.writtenBy === counter);

export type BoothTap = Having<{ tap: object }>;
export const boothTaps: readonly BoothTap[] = having<{ tap: object }>(({ tap }) => tap);

/** The taps in order, each with its call, its figure, and a column's heading with the unit: `洽谈（人次）`. */
export const taps = boothTaps.map((kind) => {
  const tap: Tap = deeds[kind].tap;
  return {
    kind,
    call: `booth.${kind}` as const,
    figure: deeds[kind].counts.figure,
    heading: `${tap.column.zh}（${unitNames[tap.means.unit]}）`,
    ...tap,
  };
});
export const tapFigures = taps.map(({ figure }) => figure);
export const byTapFigure = <V>(valueOf: (tap: (typeof taps)[number]) => V) =>
  recordBy(taps, ({ figure }) => figure, valueOf);

type PerPost = Having<{ tap: { per: 'post' } }>;
const isPerPost = (kind: BoothTap): kind is PerPost => deeds[kind].tap.per === 'post';

export type TapHappening = Extract<Happening, { kind: BoothTap }>;
/** What a tap writes; undefined if it needs a post and has none. */
export function tapped(kind: BoothTap, booth: string, post?: string): TapHappening | undefined {
  if (post !== undefined) return { kind, what: { booth, post } };
  return isPerPost(kind) ? undefined : { kind, what: { booth } };
}

/** Whether the tap is in a person's history at the booth, so that a second one writes nothing. */
export function isTapped(
  kind: BoothTap,
  history: readonly { readonly kind: string; readonly fact: string; readonly post?: string }[],
  visit: string,
  post?: string,
): boolean {
  const perPost = isPerPost(kind);
  const from = perPost ? 0 : history.findIndex(({ fact }) => fact === visit) + 1;
  return history.slice(from).some((each) => each.kind === kind && (!perPost || each.post === post));
}
