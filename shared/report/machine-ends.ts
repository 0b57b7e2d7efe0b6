import { z } from 'zod';
import { type DestroyedReport, lastSeq, namesMore } from '../destroyed.ts';
import { slotSchema } from '../facts.ts';
import type { Fair, StationSlot } from '../fair.ts';
import { say, type Words } from '../say.ts';
import type { Coverage } from './coverage.ts';

/** Which machines of a fair that is over have destroyed their data, as far as the organiser's station knows (P138). */

const machineEndKinds = [
  /** This machine. */
  'here',
  'confirmed',
  /** It says so, and that it still had facts that no server took. */
  'unsent',
  /** It says so, and facts came that it did not have then: another machine has its slot, or its key. */
  'wrote-after',
  /** It says so, and names facts as sent that never came: they are on their way, or made up to hide later ones. */
  'names-more',
  /** A person holds its signed certificate. */
  'by-hand',
  'revoked',
  'replaced',
  /** It was heard, and has not said so. */
  'silent',
  /** No server ever heard it. */
  'never',
] as const;
export type MachineEndKind = (typeof machineEndKinds)[number];

export const machineEndSchema = z.strictObject({
  slot: slotSchema,
  zh: z.string(),
  en: z.string(),
  is: z.enum(machineEndKinds),
  /** When its word, or the certificate, was taken in. */
  atMs: z.int().nullable(),
  /** Who has seen the certificate. */
  by: z.string().nullable(),
  heardMs: z.int().nullable(),
  facts: z.int().nullable(),
});
export type MachineEnd = z.infer<typeof machineEndSchema>;

export const handMarksSchema = z.record(
  z.string(),
  z.strictObject({ by: z.string().trim().min(1).max(40), atMs: z.int() }),
);
export type HandMarks = z.infer<typeof handMarksSchema>;

export interface EndsSeen {
  readonly fair: Pick<Fair, 'stations' | 'revoked' | 'replaced'>;
  readonly coverage: Pick<Coverage, 'stations' | 'heads'> | undefined;
  readonly own: number;
  readonly reports: readonly DestroyedReport[];
  readonly marks: HandMarks;
  /** Slots whose facts came on a stick. */
  readonly sticks: readonly number[];
}

export const machineEnds = (seen: EndsSeen): MachineEnd[] =>
  seen.fair.stations.map((station) => {
    const heardMs =
      seen.coverage?.stations.find(({ slot }) => slot === station.slot)?.heardMs ?? null;
    const { slot, name } = station;
    return { slot, ...name, heardMs, ...endOf(seen, station, heardMs) };
  });

type End = Pick<MachineEnd, 'is' | 'atMs' | 'by' | 'facts'>;
const plain = (is: MachineEndKind): End => ({ is, atMs: null, by: null, facts: null });

function endOf(seen: EndsSeen, { slot }: StationSlot, heardMs: number | null): End {
  const { fair, own, reports, marks, sticks } = seen;
  if (slot === own) return plain('here');
  const word = reports.find(({ said }) => said.slot === slot);
  const isAfter = word !== undefined && hasMoreThan(seen, word);
  if (isAfter) return { ...plain('wrote-after'), atMs: word.atMs };
  const mark = marks[slot];
  // What a stolen machine says is worth nothing; a paper that somebody holds is. What it said that no server had stays said.
  const facts = word?.said.unsent ?? null;
  if (mark) return { ...plain('by-hand'), atMs: mark.atMs, by: mark.by, facts };
  if (fair.revoked.includes(slot)) return plain('revoked');
  if (word) return byItsWord(seen, word);
  if (fair.replaced?.some(({ slot: old }) => old === slot)) return plain('replaced');
  return plain(heardMs === null && !sticks.includes(slot) ? 'never' : 'silent');
}

function byItsWord({ coverage }: EndsSeen, { said, atMs }: DestroyedReport): End {
  const came = coverage && furthestOf(coverage.heads, said.slot);
  if (came !== undefined && namesMore(said, came)) return { ...plain('names-more'), atMs };
  const { unsent } = said;
  return { is: unsent === 0 ? 'confirmed' : 'unsent', atMs, by: null, facts: unsent };
}

/** Incarnations that it did not name, or facts after those that it named. */
function hasMoreThan({ coverage }: EndsSeen, { said }: DestroyedReport): boolean {
  const known = new Map(said.heads.map(({ incarnation, seq }) => [incarnation, seq]));
  const last = lastSeq(said);
  return (coverage?.heads ?? []).some(({ slot, incarnation, seq }) => {
    if (slot !== said.slot) return false;
    const end = known.get(incarnation);
    return end === undefined ? seq > 0 : seq > Math.max(end, last);
  });
}

/** An incarnation without facts of its own starts where another one ended, so they are taken together. */
export const furthestOf = (heads: Coverage['heads'], slot: number): number =>
  heads.reduce((most, head) => (head.slot === slot ? Math.max(most, head.seq) : most), 0);

/** Of all that are known to have been in use, how many are accounted for; and those of which nobody knows. */
export function endsSum(ends: readonly MachineEnd[]): Words {
  const used = ends.filter(({ is }) => is !== 'never' && is !== 'here');
  const count = (...kinds: readonly MachineEndKind[]): number =>
    used.filter(({ is }) => kinds.includes(is)).length;
  const [said, byHand] = [count('confirmed', 'unsent'), count('by-hand')];
  const open = used.length - said - byHand;
  const never = ends.filter(({ is }) => is === 'never').length;
  const unheard =
    never === 0
      ? say('', '')
      : say(
          `；另有 ${never} 台从未联系，用没用过不知道`,
          `; ${never} more were never heard, and nobody knows whether they were used`,
        );
  return say(
    `本机以外用过的 ${used.length} 台：${said} 台报告已销毁，${byHand} 台有签字的证明，${open} 台没有确认${unheard.zh}`,
    `Of ${used.length} other machines in use, ${said} say that they are destroyed, ${byHand} have a signed certificate, ${open} are not confirmed${unheard.en}`,
  );
}

const openKinds: readonly MachineEndKind[] = [
  'silent',
  'replaced',
  'revoked',
  'wrote-after',
  'names-more',
];
export const isOpenEnd = ({ is }: Pick<MachineEnd, 'is'>): boolean => openKinds.includes(is);
