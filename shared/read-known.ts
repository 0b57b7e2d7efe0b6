import { z } from 'zod';
import { fail, ok, type Result } from './result.ts';
import { say } from './say.ts';

/**
 * Reads what a newer version wrote by what this one knows (P75): a field that it does not know is left out, a
 * choice that it does not know becomes `LATER` where that is allowed, and elsewhere is as if it were absent.
 */

/** Stands for a choice that only a newer version knows; a schema that allows it lists it. */
export const LATER = 'later';

interface Known<T> {
  readonly value: T;
  /** Nothing was left out. */
  readonly isWhole: boolean;
}

/** Each round may bring to light what an outer field hid. */
const MOST_ROUNDS = 12;
/** No newer version differs in so much; anyone who sends more wants to keep the reader busy. */
const MOST_CUTS = 20_000;

type Issue = z.core.$ZodIssue;
type Path = readonly PropertyKey[];

interface Leniency {
  /** Fields that mean nothing without another one go with it. */
  readonly belongs?: Readonly<Record<string, readonly string[]>>;
  /** Whatever cannot be read is left out, the smallest part that may be absent. */
  readonly leavesOut?: boolean;
}

/** Undefined if too little of it is known. */
export function readKnown<T>(
  schema: z.ZodType<T>,
  json: unknown,
  leniency: Leniency = {},
): Known<T> | undefined {
  const first = schema.safeParse(json);
  if (first.success) return { value: first.data, isWhole: true };
  const rest: unknown = structuredClone(json);
  let { issues } = first.error;
  for (let round = 0; round < MOST_ROUNDS; round += 1) {
    if (issues.length > MOST_CUTS) return undefined;
    const cuts = issues.map((issue) => cutsFor(issue, leniency, rest));
    if (!cuts.every((cut) => cut !== undefined)) return undefined;
    applyAll(rest, cuts.flat());
    const read = schema.safeParse(rest);
    if (read.success) return { value: read.data, isWhole: false };
    ({ issues } = read.error);
  }
  return undefined;
}

interface Cut {
  readonly path: Path;
  /** Absent: it is left out. */
  readonly put?: string;
}

function cutsFor(issue: Issue, leniency: Leniency, json: unknown): readonly Cut[] | undefined {
  const { path, code } = issue;
  if (code === 'unrecognized_keys') return issue.keys.map((key) => ({ path: [...path, key] }));
  if (code === 'invalid_union') {
    return cutsWithin(issue, json) ?? outerCut(path, leniency, json);
  }
  const isChoice = code === 'invalid_value' && valueAt(json, path) !== undefined;
  if (!isChoice) return outerCut(path, leniency, json);
  if (issue.values.includes(LATER)) return [{ path, put: LATER }];
  const others = leniency.belongs?.[String(path.at(-1))] ?? [];
  return [{ path }, ...others.map((name) => ({ path: [...path.slice(0, -1), name] }))];
}

/** For the first option of a union that is the right one but for what is new. */
function cutsWithin(
  { path, errors }: Extract<Issue, { code: 'invalid_union' }>,
  json: unknown,
): readonly Cut[] | undefined {
  const within = valueAt(json, path);
  return errors
    .map((own) => own.map((each) => cutsFor(each, {}, within)))
    .find((own) => own.length > 0 && own.every((cut) => cut !== undefined))
    ?.flatMap((cuts) => cuts ?? [])
    .map(({ path: inner, ...cut }) => ({ path: [...path, ...inner], ...cut }));
}

/** The part itself, or the one around it where it is missing already. */
function outerCut(path: Path, { leavesOut }: Leniency, json: unknown): readonly Cut[] | undefined {
  const cut = valueAt(json, path) === undefined ? path.slice(0, -1) : path;
  return leavesOut && cut.length > 0 ? [{ path: cut }] : undefined;
}

function valueAt(json: unknown, path: Path): unknown {
  let value = json;
  for (const key of path) {
    if (typeof value !== 'object' || value === null) return undefined;
    value = Reflect.get(value, key);
  }
  return value;
}

/** In the place of elements until all cuts are made: leaving one out at once would move those behind it. */
const GONE = Symbol('gone');

function applyAll(json: unknown, cuts: readonly Cut[]): void {
  const lists = new Set<unknown[]>();
  for (const { path, put } of cuts) {
    const parent = valueAt(json, path.slice(0, -1));
    const key = path.at(-1);
    if (typeof parent !== 'object' || parent === null || key === undefined) continue;
    if (put === undefined && Array.isArray(parent)) lists.add(parent);
    if (put !== undefined || Array.isArray(parent)) Reflect.set(parent, key, put ?? GONE);
    else Reflect.deleteProperty(parent, key);
  }
  for (const list of lists) {
    const kept = list.filter((each) => each !== GONE);
    list.length = kept.length;
    for (const [i, each] of kept.entries()) list[i] = each;
  }
}

const versionSchema = z.looseObject({ v: z.int().min(2) });

/** For files, which say their version in `v`: `newer` is what only a newer program can open. */
export function readFile<T>(
  schema: z.ZodType<T>,
  json: unknown,
): Result<T, { readonly kind: 'newer' | 'unreadable' }> {
  const known = readKnown(schema, json);
  if (known) return ok(known.value);
  return fail({ kind: versionSchema.safeParse(json).success ? 'newer' : 'unreadable' });
}

export const newerFile = say(
  '这份文件由更新版本的春风制作，这里打不开：请更新这台机器的程序。',
  'The file was made by a newer Chunfeng: update the program on this machine.',
);
export const NEWER_FILE = `${newerFile.zh}${newerFile.en}`;
