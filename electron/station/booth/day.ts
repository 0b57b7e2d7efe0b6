import { dayAndHour } from '../../../shared/calendar.ts';
import type { HeardStep } from '../../../shared/codes.ts';
import { type BoothDay, boothFigures } from '../../../shared/contract/booth.ts';
import { byTapFigure } from '../../../shared/deeds.ts';
import type { Fact } from '../../../shared/facts.ts';
import { shortCode } from '../../../shared/pass.ts';
import { recordOf } from '../../../shared/records.ts';
import { newestIntent } from '../../../shared/tally/intents.ts';
import { ofKind, WHOLE } from '../../../shared/tally/tally.ts';
import type { Booth, BoothBook, BoothBookOptions } from './book.ts';

/** A booth's list at the end of the day. The number matches the one on the paper résumé. */
export function boothDay(
  booth: Booth,
  { fair, store, book, now }: Omit<BoothBookOptions, 'slots'> & { readonly book: BoothBook },
): BoothDay {
  const { ledger } = store;
  const titles = new Map(booth.posts.map(({ code, zh }) => [code, zh]));
  const facts = ledger.standingAt(booth.code);
  const people = Map.groupBy(
    facts.filter(({ person }) => person),
    ({ person }) => ledger.whoseOf(person?.pseudonym ?? ''),
  );
  return {
    booth: booth.code,
    employer: booth.employer,
    day: dayAndHour(now(), fair.utcOffsetMinutes).day,
    people: [...people.values()].map((own) => rowOf(own, titles, booth.code, book)),
    funnel: recordOf([...boothFigures, 'signed'], (figure) =>
      ledger.tally(WHOLE, figure, `booth:${booth.code}`),
    ),
  };
}

function rowOf(
  facts: readonly Fact[],
  titles: ReadonlyMap<string, string>,
  booth: string,
  book: BoothBook,
): BoothDay['people'][number] {
  const chained = facts.map((fact) => fact.chained);
  const pseudonyms = [...new Set(facts.flatMap(({ person }) => person?.pseudonym ?? []))];
  const intents = ofKind(chained, 'intent');
  const newest = newestIntent(intents, intents)?.intent.what;
  const step: HeardStep | undefined = newest?.step;
  const [first] = chained;
  return {
    numbers: pseudonyms.map(shortCode),
    firstAt: first ? book.clockOf(first.stamp.ms) : '',
    visits: ofKind(chained, 'visit').length,
    ...byTapFigure(({ kind, per }) => {
      const own = ofKind(chained, kind);
      if (per === 'visit') return own.length;
      const posts = own.flatMap(({ what }) => what.post ?? []);
      return [...new Set(posts.map((post) => titles.get(post) ?? post))].join('、');
    }),
    ...(step && { step }),
    ...(newest?.post !== undefined && { post: titles.get(newest.post) ?? newest.post }),
    notes: pseudonyms.flatMap((each) => book.notesOf(each, booth)).map(({ text }) => text),
  };
}
