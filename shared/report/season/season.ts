import type { Result } from '../../result.ts';
import { isWhole } from '../coverage.ts';
import type { FairFigures, FileFault } from './fair-figures.ts';
import type { Township } from './season-shapes.ts';

/** 多场: which of the given files are summed, and why the others are not (F62). */

export interface Given {
  /** The file's name, as it was chosen. */
  readonly file: string;
  readonly read: Result<FairFigures, FileFault>;
}

export interface Known {
  /** The keys of fairs that a person confirmed, and this fair's own. */
  readonly keys: ReadonlySet<string>;
  /** Where the file does not know it: set by a person, by the fair's id. */
  readonly townships: ReadonlyMap<string, Township>;
}

export type State =
  | { readonly is: 'summed'; readonly marks: readonly Mark[] }
  | { readonly is: 'refused'; readonly why: FileFault['kind'] }
  /** Of a fair whose key nobody has confirmed. */
  | { readonly is: 'unconfirmed' }
  /** The same figures are in another file. */
  | { readonly is: 'same' }
  /** Another file of this fair has newer figures. */
  | { readonly is: 'replaced'; readonly by: string }
  /** A newer revision, in another file, revokes the station that signed it. */
  | { readonly is: 'revoked' }
  /** A sample fair among real ones. */
  | { readonly is: 'sample' };

export type Mark =
  /** Not every station was in: a part of the whole. */
  | 'part'
  /** Counted by other rules than the newest file. */
  | 'other-rules'
  /** Another fair has this name on one of these days. */
  | 'like-another'
  | 'other-year';

export interface Entry {
  readonly file: string;
  readonly figures: FairFigures | undefined;
  readonly township: Township;
  readonly state: State;
}

/** In the order in which they were given. */
export function judged(given: readonly Given[], { keys, townships }: Known): Entry[] {
  const read = given.flatMap((each) =>
    each.read.ok ? [{ ...each, figures: each.read.value }] : [],
  );
  const entries = given.map(({ file, read: own }): Entry => {
    if (!own.ok) {
      const state = { is: 'refused', why: own.fault.kind } as const;
      return { file, figures: undefined, township: 'unknown', state };
    }
    const figures = own.value;
    const township =
      figures.township === 'unknown'
        ? (townships.get(figures.of.id) ?? 'unknown')
        : figures.township;
    return { file, figures, township, state: stateOf({ file, figures }, read, keys) };
  });
  const summed = entries.filter(({ state }) => state.is === 'summed').flatMap(figuresIn);
  return entries.map((entry) =>
    entry.state.is === 'summed' && entry.figures
      ? { ...entry, state: { is: 'summed', marks: marksOf(entry.figures, summed) } }
      : entry,
  );
}

export const figuresIn = ({ figures }: Pick<Entry, 'figures'>): readonly FairFigures[] =>
  figures ? [figures] : [];

interface Read {
  readonly file: string;
  readonly figures: FairFigures;
}

function stateOf({ figures }: Read, all: readonly Read[], keys: ReadonlySet<string>): State {
  const sameFair = all.filter((each) => isSameFair(each.figures, figures));
  const newest = sameFair.toSorted((a, b) => b.figures.revision - a.figures.revision)[0];
  if (newest?.figures.of.revoked.includes(figures.slot)) return { is: 'revoked' };
  if (figures.of.sample && all.some((each) => !each.figures.of.sample)) return { is: 'sample' };
  const honest = sameFair.filter((each) => !newest?.figures.of.revoked.includes(each.figures.slot));
  const best = honest.toSorted((a, b) => newerFirst(a.figures, b.figures))[0];
  if (best && best.figures !== figures) {
    return best.figures.hash === figures.hash ? { is: 'same' } : { is: 'replaced', by: best.file };
  }
  return keys.has(figures.key) ? { is: 'summed', marks: [] } : { is: 'unconfirmed' };
}

const isSameFair = (a: FairFigures, b: FairFigures): boolean =>
  a.of.id === b.of.id && a.key === b.key;

/** More facts are newer: a station's clock may be wrong. */
const newerFirst = (a: FairFigures, b: FairFigures): number =>
  b.facts - a.facts || b.revision - a.revision || b.madeMs - a.madeMs;

function marksOf(own: FairFigures, all: readonly FairFigures[]): Mark[] {
  const rules = Math.max(...all.map((each) => each.rules));
  const like = all.some(
    (other) =>
      !isSameFair(other, own) &&
      other.of.name === own.of.name &&
      other.of.days.some((day) => own.of.days.includes(day)),
  );
  return [
    ...(isWhole({ ...own.seen, silentSinceMs: undefined }) ? [] : (['part'] as const)),
    ...(own.rules < rules ? (['other-rules'] as const) : []),
    ...(like ? (['like-another'] as const) : []),
    ...(yearOf(own) === usualYear(all) ? [] : (['other-year'] as const)),
  ];
}

const yearOf = ({ of: fair }: FairFigures): string => fair.days[0]?.slice(0, 4) ?? '';

function usualYear(all: readonly FairFigures[]): string | undefined {
  const years = [...Map.groupBy(all, yearOf)];
  return years.toSorted((a, b) => b[1].length - a[1].length || (a[0] < b[0] ? 1 : -1))[0]?.[0];
}
