import { dayAndHour } from '../../../shared/calendar.ts';
import type { DeskAction, DeskState, DeskVisitor } from '../../../shared/contract/desk.ts';
import type { Fact } from '../../../shared/facts.ts';
import type { Fair, StationSlot } from '../../../shared/fair.ts';
import { slotsOnList } from '../../../shared/machines/hears.ts';
import { shortCode } from '../../../shared/pass.ts';
import { servicesOf, stepsOf } from '../../../shared/services.ts';
import { actionShape, deskActionKind } from '../counter/actions.ts';
import type { Who } from '../counter/who.ts';
import type { Store } from '../store/store.ts';

/** What the ledger knows about service desks, as their page shows it. */

export type Desk = Fair['desks'][number];

export interface DeskBookOptions {
  readonly fair: Fair;
  readonly store: Pick<Store, 'ledger'>;
  readonly station: Pick<StationSlot, 'slot'>;
  readonly now: () => number;
}

const RECENT = 20;

export function deskBook({ fair, store, station, now }: DeskBookOptions) {
  const { ledger } = store;
  const slots = slotsOnList(fair, station.slot);
  const services = servicesOf(fair);
  const deskOf = new Map(fair.desks.map((desk) => [desk.code, desk]));

  function deskAction(fact: Fact, stands: boolean): DeskAction | undefined {
    const kind = deskActionKind(fact);
    if (!kind) return undefined;
    const { what } = fact.chained;
    return {
      ...actionShape(fact, stands, fair.utcOffsetMinutes),
      kind,
      what: nameOf(fact.chained),
      ...('copies' in what && { copies: what.copies }),
    };
  }

  function nameOf({ kind, what }: Fact['chained']): { zh: string; en: string } {
    const found =
      kind === 'consult'
        ? deskOf.get(what.desk)?.topics.find(({ code }) => code === what.topic)
        : kind === 'handout'
          ? deskOf.get(what.desk)?.leaflets?.find(({ code }) => code === what.item)
          : kind === 'service'
            ? services.find((service) => stepsOf(service).includes(what.step))
            : undefined;
    return { zh: found?.zh ?? '', en: found?.en ?? '' };
  }

  return {
    services,

    state: ({ code, zh, en, topics, leaflets = [] }: Desk): DeskState => {
      const { day } = dayAndHour(now(), fair.utcOffsetMinutes);
      return {
        code,
        zh,
        en,
        topics: topics.map((topic) => ({
          ...topic,
          today: ledger.tally(day, 'consults', `topic:${topic.code}`),
        })),
        leaflets: leaflets.map((leaflet) => ({
          ...leaflet,
          today: ledger.tally(day, 'handouts', `item:${leaflet.code}`),
        })),
        today: {
          consults: ledger.tally(day, 'consults', `desk:${code}`),
          handouts: ledger.tally(day, 'handouts', `desk:${code}`),
        },
        recent: ledger
          .atPlace(code, RECENT, slots)
          .flatMap(({ fact, stands }) => deskAction(fact, stands) ?? []),
      };
    },

    visitor({ pseudonym, tells }: Who): DeskVisitor {
      const facts = ledger.standingOf(pseudonym);
      const done = stepsDone(facts);
      return {
        number: shortCode(pseudonym),
        name: tells.name,
        history: facts.flatMap((fact) => deskAction(fact, true) ?? []),
        services: services.map((service) => ({
          ...service,
          done: stepsOf(service).filter((step) => done.has(step)).length,
        })),
      };
    },

    /** The next step of a service that the person still needs; undefined if all are done. */
    nextStep(pseudonym: string, service: (typeof services)[number]): string | undefined {
      const done = stepsDone(ledger.standingOf(pseudonym));
      return stepsOf(service).find((step) => !done.has(step));
    },
  };
}

const stepsDone = (facts: readonly Fact[]): ReadonlySet<string> =>
  new Set(facts.flatMap(({ chained }) => (chained.kind === 'service' ? [chained.what.step] : [])));
