import type { CallInput } from '../../../shared/contract/calls.ts';
import { taps } from '../../../shared/deeds.ts';
import { recordBy } from '../../../shared/records.ts';
import { fail, ok } from '../../../shared/result.ts';
import { answered, type CounterOptions } from '../counter/floor.ts';
import { boothList } from '../export/booth-list.ts';
import type { HandOver } from '../export/saved-files.ts';
import type { Duty } from '../role/duty.ts';
import { saving } from '../store/saving.ts';
import { type Here, openBooths } from './booth-floor.ts';
import { takeCard } from './command-card.ts';
import { boothDay } from './day.ts';
import { type AtPost, choosePost, intent, note, receive, setPresence, tap } from './reception.ts';

export interface BoothDutyOptions extends CounterOptions {
  readonly handOver: HandOver;
}

/** The recruiter's duty: scan, tap, next. */
export function boothDuty(options: BoothDutyOptions): Duty {
  const { fair, store, now, onTrouble } = options;
  const floor = openBooths(options);
  const { book, boothOf } = floor;

  /** An action for the person at the counter, refused if they have left. */
  function forVisitor(aim: CallInput<'booth.next'>, deed: (here: Here) => AtPost) {
    const counter = floor.aimedAt(aim);
    const visitor = counter && floor.person(counter.id);
    if (counter && !visitor) floor.refuse(counter, 'gone');
    return answered(visitor && deed({ floor, counter, visitor }));
  }

  return {
    ...floor.face,
    take: async (scan, reader) =>
      floor.take(
        scan,
        reader,
        (card, counter) => takeCard(floor, reader, card, counter),
        (counter, who) => void receive(floor, counter, who),
      ),
    handlers: {
      ...floor.calls,
      'booth.face': floor.page,
      'booth.presence': ({ booth, now: is }) =>
        answered(floor.serves(booth) ? setPresence(floor, booth, is) : undefined),
      'booth.typed': (input) => floor.typed(input, (counter, who) => receive(floor, counter, who)),
      'booth.walkIn': (aim) => {
        const counter = floor.aimedAt(aim);
        return answered(counter && receive(floor, counter, undefined));
      },
      'booth.choosePost': ({ post, ...aim }) => forVisitor(aim, (here) => choosePost(here, post)),
      ...recordBy(
        taps,
        ({ call }) => call,
        ({ kind, call }) =>
          ({ post, ...aim }: CallInput<typeof call>) =>
            forVisitor(aim, (here) => tap(here, kind, post)),
      ),
      'booth.intent': ({ post, step, ...aim }) =>
        forVisitor(aim, (here) => intent(here, post, step)),
      'booth.note': ({ booth, visit, text }) => answered(note(floor, booth, visit, text)),
      'booth.undo': ({ booth, fact, reason }) => floor.undo(booth, fact, reason),
      'booth.next': floor.next,
      'booth.day': ({ booth: code }) => {
        const booth = boothOf.get(code);
        return booth ? ok(boothDay(booth, { fair, store, book, now })) : fail({ kind: 'gone' });
      },
      'booth.export': async ({ booth: code }) => {
        const booth = boothOf.get(code);
        if (!booth) return fail({ kind: 'gone' });
        const day = boothDay(booth, { fair, store, book, now });
        const bytes = await boothList(day);
        saving(onTrouble, () => store.audit.note({ did: 'list-exported', booth: code }));
        return ok(options.handOver(`${code}-${day.day}.xlsx`, bytes));
      },
    },
  };
}
