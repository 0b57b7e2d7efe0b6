import {
  type FactKind,
  factKindSchema,
  type FactOf,
  type FactRef,
  type Happening,
} from './facts.ts';
import type { Role } from './fair.ts';
import { recordOf } from './records.ts';
import { say, type Words } from './say.ts';
import { type Unit, unitNames } from './units.ts';

/**
 * Every kind of fact, one row each: its name, who writes it, how it counts, and what a booth taps for it.
 * Contract, buttons, command cards, tally, day, sheets and bulletin read this table. To add a tap at the
 * booth: its fields in facts.ts, and a row here. Then raise TALLY_RULES, so that figures are counted again.
 */

/**
 * Who writes a kind of fact: a station of that role, about a place that it serves; `staff` at any station;
 * or `any` station, about itself (`clock`) or about a fact of its own (`retract`).
 */
export type Writer = Exclude<Role, 'wall'> | 'staff' | 'any';

interface Row<Field extends string> extends Words {
  readonly writtenBy: Writer;
  /** Its counter lists it, and can take it back. */
  readonly listed?: true;
  /** How the fold counts it. Kinds without this have rules of their own in tally.ts. */
  readonly counts?: {
    readonly figure: string;
    /** Each one; the first with the same slices; or as many copies as it says. */
    readonly each: 'time' | 'first' | 'copies';
    readonly slices: readonly Field[];
  };
  readonly tap?: Tap;
}

/** A tap, or a command card, for the person at a booth. */
interface Tap {
  readonly button: Words;
  /** The button, once it is done. */
  readonly done: Words;
  readonly said: Words;
  /** A large button. */
  readonly first?: true;
  /** Where all of a booth's posts have closed, a tap that needs none is still possible. */
  readonly post: 'needed' | 'if-any';
  /** A second tap within the same visit, or for the same post, writes nothing. */
  readonly once: 'visit' | 'post';
  /** What its figure means, and its unit. */
  readonly means: Words & { readonly unit: Unit };
  /** The heading of the figure's columns. */
  readonly column: Words;
  /** The figure by itself, on the organiser's page and in the bulletin. */
  readonly title: Words;
  /** The bulletin always says it; others it leaves out if it is short or they are zero. */
  readonly always?: true;
}

const table = {
  checkin: { ...say('签到', 'Check-in'), writtenBy: 'entrance' },
  bind: { ...say('绑定', 'Bound'), writtenBy: 'entrance' },
  visit: { ...say('接待', 'Visit'), writtenBy: 'booth', listed: true },
  talk: {
    ...say('洽谈', 'Talk'),
    writtenBy: 'booth',
    listed: true,
    counts: { figure: 'talks', each: 'time', slices: ['booth', 'post'] },
    tap: {
      button: say('洽谈', 'Talk'),
      done: say('已洽谈', 'Talked'),
      said: say('已记洽谈', 'Talk, counted'),
      post: 'if-any',
      once: 'visit',
      means: { unit: 'times', ...say('洽谈人次', 'Talks') },
      column: say('洽谈', 'Talks'),
      title: say('洽谈', 'Talks'),
    },
  },
  resume: {
    ...say('简历', 'Résumé'),
    writtenBy: 'booth',
    listed: true,
    counts: { figure: 'resumes', each: 'first', slices: ['booth', 'post'] },
    tap: {
      button: say('收简历', 'Résumé'),
      done: say('已收简历', 'Résumé received'),
      said: say('已收简历', 'Résumé received'),
      first: true,
      post: 'needed',
      once: 'post',
      means: {
        unit: 'copies',
        ...say('简历份数：同人同展位同岗位计一份', 'Résumés: one for each person, booth and post'),
      },
      column: say('简历', 'Résumés'),
      title: say('收到简历', 'Résumés'),
      always: true,
    },
  },
  intent: { ...say('意向', 'Intent'), writtenBy: 'booth', listed: true },
  consult: {
    ...say('咨询', 'Consultation'),
    writtenBy: 'desk',
    listed: true,
    counts: { figure: 'consults', each: 'time', slices: ['desk', 'topic'] },
  },
  handout: {
    ...say('资料', 'Leaflets'),
    writtenBy: 'desk',
    listed: true,
    counts: { figure: 'handouts', each: 'copies', slices: ['desk', 'item'] },
  },
  service: {
    ...say('帮扶', 'Service'),
    writtenBy: 'desk',
    listed: true,
    counts: { figure: 'services', each: 'first', slices: ['step'] },
  },
  booth: { ...say('开台', 'Booth opened'), writtenBy: 'booth' },
  paper: { ...say('纸质登记', 'Counts from paper'), writtenBy: 'staff' },
  clock: { ...say('校时', 'Clock'), writtenBy: 'any' },
  retract: { ...say('撤回', 'Taken back'), writtenBy: 'any' },
  decide: { ...say('处理', 'Decision'), writtenBy: 'organiser' },
} as const satisfies { readonly [K in FactKind]: Row<Extract<keyof FactOf<K>['what'], string>> };

export const deeds = table;
type Deeds = typeof table;
const kinds = factKindSchema.options;

export const writtenBy: Readonly<Record<FactKind, Writer>> = recordOf(
  kinds,
  (kind) => table[kind].writtenBy,
);

type Having<Part extends string> = {
  [K in FactKind]: Deeds[K] extends Readonly<Record<Part, unknown>> ? K : never;
}[FactKind];
const having = <Part extends string>(part: Part): Having<Part>[] =>
  kinds.filter((kind): kind is Having<Part> => part in table[kind]);

/** The kinds that the fold counts by this table. */
export const countedKinds = having('counts');

type ListedAt<Counter extends Writer> = {
  [K in Having<'listed'>]: Deeds[K]['writtenBy'] extends Counter ? K : never;
}[Having<'listed'>];
export const listedAt = <Counter extends 'booth' | 'desk'>(counter: Counter): ListedAt<Counter>[] =>
  having('listed').filter((kind): kind is ListedAt<Counter> => table[kind].writtenBy === counter);

export type BoothTap = Having<'tap'>;
export type TapFigure = Deeds[BoothTap]['counts']['figure'];
export const boothTaps = having('tap');
export type TapCall = `booth.${BoothTap}`;
export const tapCall = (kind: BoothTap): TapCall => `booth.${kind}`;
/** Each tap has one figure. */
export const figureOfTap = (kind: BoothTap): TapFigure => table[kind].counts.figure;
export const tapFigures = boothTaps.map(figureOfTap);

/** The taps in the order of the table, each with its figure and the heading of a column with its unit. */
export const taps = boothTaps.map((kind) => {
  const tap: Tap = table[kind].tap;
  const heading = `${tap.column.zh}（${unitNames[tap.means.unit]}）`;
  return { kind, figure: figureOfTap(kind), heading, ...tap };
});

type TapWithoutPost = {
  [K in BoothTap]: Deeds[K]['tap']['post'] extends 'needed' ? never : K;
}[BoothTap];
export const needsPost = (kind: BoothTap): kind is Exclude<BoothTap, TapWithoutPost> =>
  table[kind].tap.post === 'needed';

/** What a tap writes; undefined if it needs a post and has none. */
export function tapped(
  kind: BoothTap,
  booth: string,
  post: string | undefined,
): Happening | undefined {
  if (post !== undefined) return { kind, what: { booth, post } };
  return needsPost(kind) ? undefined : { kind, what: { booth } };
}

/** The visit during which a tap is made, and its post. */
export interface TappedAt {
  readonly visit: FactRef;
  readonly post: string | undefined;
}

/** Whether the tap is in the person's history at the booth already, so that a second one writes nothing. */
export function isTapped(
  kind: BoothTap,
  history: readonly { readonly kind: string; readonly fact: FactRef; readonly post?: string }[],
  { visit, post }: TappedAt,
): boolean {
  return table[kind].tap.once === 'visit'
    ? history
        .slice(history.findIndex(({ fact }) => fact === visit) + 1)
        .some((each) => each.kind === kind)
    : history.some((each) => each.kind === kind && each.post === post);
}
