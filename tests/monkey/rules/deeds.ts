import { intentSteps } from '../../../shared/codes.ts';
import { deeds, listedAt, taps } from '../../../shared/deeds.ts';
import { type FactRef, placeOf, refOf } from '../../../shared/facts.ts';
import type { Note, Written } from '../ledger.ts';
import type { Seen } from '../reports.ts';
import { type Moment, type Rule, scansIn, wireTouched } from './rule.ts';

/** At a booth or desk each action applies to the person, place and post that its finger saw. */

const HIRED = 'signed';
const LATE_DEEDS = 4;

export function deedsAsSeen(): Rule {
  /** Where a note or a reason was begun: its dialog does not show that. */
  let noting: Seen | undefined;
  /** Answers may arrive late, so this keeps every possible return since an undo. */
  let undoing: readonly Seen[] = [];
  const byRef = new Map<FactRef, Written>();

  function check(moment: Moment): string[] {
    const { accepted, facts, notes } = moment;
    for (const written of facts) byRef.set(refOf(written.fact), written);
    undoing = undoing.slice(-LATE_DEEDS);
    for (const { down: seen, label } of accepted) {
      if (seen && label.startsWith('备注')) noting = seen;
      if (seen && label.startsWith('撤回')) undoing = [...undoing, seen];
    }
    return [
      ...facts.flatMap((written) => wrong(written, moment)),
      ...notes.flatMap((note) => wrongNote(note)),
    ];
  }

  function wrong(written: Written, moment: Moment): string[] {
    const { fact } = written;
    const tap = taps.find(({ kind }) => kind === fact.kind);
    if (tap) {
      const words = [tap.button.zh, tap.done.zh];
      return wrongAtBooth(written, moment, ({ label }) => words.some((zh) => label.includes(zh)));
    }
    if (fact.kind === 'intent') {
      return wrongAtBooth(written, moment, ({ label }) => isStep(label, fact.what.step));
    }
    if (fact.kind === 'retract') return wrongUndo(fact.what.fact, moment);
    return listedAt('desk').some((kind) => kind === fact.kind) ? wrongAtDesk(written, moment) : [];
  }

  function wrongUndo(ref: FactRef, moment: Moment): string[] {
    const undone = byRef.get(ref);
    const place = undone && 'booth' in undone.fact.what ? undone.fact.what.booth : '';
    if (!undone || byCard(moment, place)) return [];
    const number = undone.number === '' ? '—' : undone.number.slice(0, 4);
    if (undoing.some(({ action }) => action.includes(number))) return [];
    const seen = undoing.map(({ action }) => action).join(' / ');
    return [`undone: ${undone.fact.kind} of ${number}; seen: ${seen}`];
  }

  function wrongNote({ booth, number, text }: Note): string[] {
    if (noting?.number === number && noting.place.startsWith(`${booth} `)) return [];
    return [`a note on ${number} at ${booth} (“${text}”), begun on ${noting?.number ?? 'nobody'}`];
  }

  return { name: 'an action applies to the person that its finger saw', check };
}

function wrongAtBooth(written: Written, moment: Moment, fits: (seen: Seen) => boolean): string[] {
  const { kind, what } = written.fact;
  const at = placeOf(written.fact) ?? '';
  const post = 'post' in what ? what.post : undefined;
  const its = moment.fair.booths.find(({ code }) => code === at)?.posts;
  if (post !== undefined && !its?.some(({ code }) => code === post)) {
    return [`${kind} at ${at} for ${post}, a post of another`];
  }
  if (byCard(moment, at)) return [];
  const title = its?.find(({ code }) => code === post)?.zh ?? '';
  return unlessSeen(
    written,
    moment,
    (seen) => seen.place.startsWith(`${at} `) && seen.post === title && fits(seen),
  );
}

function wrongAtDesk(written: Written, moment: Moment): string[] {
  const { fact } = written;
  const desk = moment.fair.desks.find(({ code }) => code === placeOf(fact));
  const topic =
    fact.kind === 'consult'
      ? desk?.topics.find(({ code }) => code === fact.what.topic)?.zh
      : fact.kind === 'handout'
        ? desk?.leaflets?.find(({ code }) => code === fact.what.item)?.zh
        : '';
  return unlessSeen(
    written,
    moment,
    (seen) => seen.place.startsWith(desk?.zh ?? '?') && seen.label.startsWith(topic ?? '?'),
  );
}

function isStep(label: string, step: string): boolean {
  const zh = intentSteps.find(({ code }) => code === step)?.zh ?? '?';
  return label.startsWith(zh) || (step === HIRED && label.startsWith('录用'));
}

const byCard = ({ step }: Moment, booth: string): boolean =>
  scansIn(step).some((id) => id.startsWith(`command-${booth.toLowerCase()}-`));

function unlessSeen(
  { fact, number }: Written,
  { seen: all }: Moment,
  fits: (seen: Seen) => boolean,
): string[] {
  const nobodys = fact.kind === 'handout';
  if (all.some((seen) => fits(seen) && (nobodys || seen.number === number))) return [];
  const saw = all.map(
    (seen) =>
      `“${seen.label}” of ${seen.place.slice(0, 12)}, ${seen.number || 'nobody'}, ${seen.post}`,
  );
  return [
    `${fact.kind} ${JSON.stringify(fact.what)} of ${number || 'nobody'}; seen: ${saw.join('; ')}`,
  ];
}

const AGAIN: ReadonlySet<string> = new Set(listedAt('booth'));

/** What the station reports as done is on disk, and the columns show what is on disk. */
export const saidIsWritten: Rule = {
  name: 'the ledger matches what the station reports',
  check(moment) {
    const { events, facts, look, ledger } = moment;
    const said = events.flatMap((event) => (event.name === 'counter' ? [event.payload.said] : []));
    const spoken = (kind: string): number =>
      said.filter((one) => (one.kind === 'desk' ? one.did : one.kind) === kind).length;
    const written = (kind: string): number => facts.filter(({ fact }) => fact.kind === kind).length;
    const pairs = [
      ...[...listedAt('booth'), ...listedAt('desk')].map((kind) => {
        return [kind, spoken(kind) + (kind === 'visit' ? spoken('walk-in') : 0)] as const;
      }),
      ['retract', spoken('undone')] as const,
    ];
    const broken = pairs
      // The station confirms a repeated action without writing it twice.
      .filter(
        ([kind, times]) => written(kind) > times || (written(kind) < times && !AGAIN.has(kind)),
      )
      .map(([kind, times]) => `${kind}: said ${times}, written ${written(kind)}`);
    if (wireTouched(moment)) return broken;
    return [
      ...broken,
      ...look.columns.flatMap(({ place, figures }) => wrongFigures(place, figures, ledger)),
    ];
  },
};

function wrongFigures(
  place: string,
  figures: Readonly<Record<string, number>>,
  ledger: readonly Written[],
): string[] {
  const gone = new Set(
    ledger.flatMap(({ fact }) => (fact.kind === 'retract' ? [fact.what.fact] : [])),
  );
  const at = ledger.filter(
    ({ fact }) =>
      'booth' in fact.what && place.startsWith(`${fact.what.booth} `) && !gone.has(refOf(fact)),
  );
  const visits = at.filter(({ fact }) => fact.kind === 'visit');
  const expected: readonly (readonly [string, number])[] = [
    ['接待', received(visits)],
    ['无证', visits.filter(({ number }) => number === '').length],
    ...taps.map(({ kind, column }) => {
      const own = at.flatMap(({ fact, number }) =>
        fact.kind === kind ? [`${number} ${fact.what.post}`] : [],
      );
      const { each } = deeds[kind].counts;
      return [column.zh, each === 'first' ? new Set(own).size : own.length] as const;
    }),
  ];
  return expected.flatMap(([name, count]) => {
    const shown = figures[name];
    return shown === undefined || shown === count
      ? []
      : [`${place}: ${name} ${shown}, on disk ${count}`];
  });
}

/** A person who is scanned twice within a minute counts as one visit. */
const ONCE_MS = 60_000;

function received(visits: readonly Written[]): number {
  const last = new Map<string, number>();
  let count = 0;
  for (const { fact, number } of visits) {
    if (number === '' || fact.stamp.ms - (last.get(number) ?? -ONCE_MS) < ONCE_MS) continue;
    last.set(number, fact.stamp.ms);
    count += 1;
  }
  return count;
}
