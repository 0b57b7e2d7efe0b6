import { intentSteps } from '../../../shared/codes.ts';
import { type FactRef, refOf } from '../../../shared/facts.ts';
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
    for (const { down, label } of accepted) {
      if (down && label.startsWith('备注')) noting = down;
      if (down && label.startsWith('撤回')) undoing = [...undoing, down];
    }
    return [
      ...facts.flatMap((written) => wrong(written, moment)),
      ...notes.flatMap((note) => wrongNote(note)),
    ];
  }

  function wrong(written: Written, moment: Moment): string[] {
    const { fact } = written;
    switch (fact.kind) {
      case 'talk':
      case 'resume':
      case 'intent': {
        const { booth, post } = fact.what;
        const its = moment.fair.booths.find(({ code }) => code === booth)?.posts;
        if (post !== undefined && !its?.some(({ code }) => code === post)) {
          return [`${fact.kind} at ${booth} for ${post}, a post of another`];
        }
        if (byCard(moment, booth)) return [];
        const title = its?.find(({ code }) => code === post)?.zh ?? '';
        const label = (seen: Seen): boolean =>
          fact.kind === 'intent'
            ? isStep(seen.label, fact.what.step)
            : (fact.kind === 'talk' ? /洽谈/ : /收简历/).test(seen.label);
        return unlessSeen(written, moment, (seen) => {
          return seen.place.startsWith(`${booth} `) && seen.post === title && label(seen);
        });
      }
      case 'consult':
      case 'handout':
      case 'service': {
        const desk = moment.fair.desks.find(({ code }) => code === fact.what.desk);
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
      case 'retract': {
        const undone = byRef.get(fact.what.fact);
        const place = undone && 'booth' in undone.fact.what ? undone.fact.what.booth : '';
        if (!undone || byCard(moment, place)) return [];
        const number = undone.number === '' ? '—' : undone.number.slice(0, 4);
        if (undoing.some(({ action }) => action.includes(number))) return [];
        const seen = undoing.map(({ action }) => action).join(' / ');
        return [`undone: ${undone.fact.kind} of ${number}; seen: ${seen}`];
      }
      case 'checkin':
      case 'bind':
      case 'visit':
      case 'booth':
      case 'paper':
      case 'clock':
      case 'decide':
        return [];
    }
  }

  function wrongNote({ booth, number, text }: Note): string[] {
    if (noting?.number === number && noting.place.startsWith(`${booth} `)) return [];
    return [`a note on ${number} at ${booth} (“${text}”), begun on ${noting?.number ?? 'nobody'}`];
  }

  return { name: 'an action applies to the person that its finger saw', check };
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

const AGAIN: ReadonlySet<string> = new Set(['visit', 'talk', 'resume', 'intent']);

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
      ['visit', spoken('visit') + spoken('walk-in')],
      ['talk', spoken('talk')],
      ['resume', spoken('resume')],
      ['intent', spoken('intent')],
      ['consult', spoken('consult')],
      ['handout', spoken('handout')],
      ['service', spoken('service')],
      ['retract', spoken('undone')],
    ] as const;
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
  const resumes = at.flatMap(({ fact, number }) =>
    fact.kind === 'resume' ? [`${number} ${fact.what.post}`] : [],
  );
  const expected: readonly (readonly [string, number])[] = [
    ['接待', received(visits)],
    ['无证', visits.filter(({ number }) => number === '').length],
    ['洽谈', at.filter(({ fact }) => fact.kind === 'talk').length],
    ['简历', new Set(resumes).size],
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
