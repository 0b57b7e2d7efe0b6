import { z } from 'zod';
import { codesOf, type Trade, trades } from '../codes.ts';
import { type Fair, headsOf } from '../fair.ts';
import { MOST_PAY_TEXT, payPeriodSchema, paySchema } from '../pay.ts';
import { recordOf } from '../records.ts';
import { type FigureRow, figureTable } from './figure-table.ts';

/**
 * What everyone in the hall may read: figures of the day, and posts with free places. It has no personal
 * data.
 */

export const wallFigures = ['attendees', 'visits', 'resumes', 'intents', 'booths'] as const;
export type WallFigure = (typeof wallFigures)[number];

/** What a wall receives from the server: no facts and no pseudonyms. */
export const wallNewsSchema = z.strictObject({
  atMs: z.int().min(0),
  figures: z.record(z.enum(wallFigures), z.int()),
  present: z.array(z.string()),
  /** How many people have signed, by post: the post has this many fewer places. */
  signed: z.array(z.strictObject({ post: z.string(), people: z.int() })),
});
export type WallNews = z.infer<typeof wallNewsSchema>;

export const wallViewSchema = z.strictObject({
  fair: z.strictObject({ zh: z.string(), en: z.string(), organiser: z.string() }),
  utcOffsetMinutes: z.int(),
  /** Null before the first news. */
  news: z
    .strictObject({
      ...wallNewsSchema.pick({ atMs: true, figures: true }).shape,
      /** The age of this news, by the machine that received it: a wall's own clock may be wrong by days. */
      ageMs: z.int().min(0),
    })
    .nullable(),
  posts: z.array(
    z.strictObject({
      booth: z.string(),
      zone: z.string(),
      employer: z.string(),
      title: z.string(),
      pay: paySchema.exactOptional(),
      payText: z.string().max(MOST_PAY_TEXT).exactOptional(),
      per: payPeriodSchema,
      /** Null: the employer asks for 若干. */
      left: z.int().nullable(),
    }),
  ),
  trades: z.array(z.strictObject({ trade: z.enum(codesOf(trades)), places: z.int() })),
  zones: z.array(
    z.strictObject({ zone: z.string(), booths: z.int(), places: z.int(), some: z.int() }),
  ),
});
export type WallView = z.infer<typeof wallViewSchema>;

/** A longer list would never be shown to its end. */
const MOST_POSTS = 400;
const MOST_TRADES = 4;

export function wallNewsOf(rows: Iterable<FigureRow>, day: string, atMs: number): WallNews {
  const table = figureTable(rows, day);
  return {
    atMs,
    figures: recordOf(wallFigures, (figure) => table.of(figure)),
    present: [...table.by('booths', 'booth').keys()],
    signed: [...table.by('signed', 'post')].map(([post, people]) => ({ post, people })),
  };
}

/** Shows the employers who are here, or all while nobody has signed in. */
export function wallView(fair: Fair, news: WallNews | undefined, ageMs: number): WallView {
  const here = fair.booths.filter(({ code }) => news?.present.includes(code));
  const booths = here.length > 0 ? here : fair.booths;
  const signed = new Map(news?.signed.map(({ post, people }) => [post, people]));
  const posts = booths.flatMap((booth) =>
    booth.posts
      .filter(({ closed }) => !closed)
      .map((post, round) => ({
        round,
        booth: booth.code,
        zone: booth.zone,
        employer: booth.employer,
        title: post.zh,
        trade: post.trade,
        ...(post.pay && { pay: post.pay }),
        ...(post.payText !== undefined && { payText: post.payText }),
        per: post.per ?? 'month',
        left: post.headcount === undefined ? null : post.headcount - (signed.get(post.code) ?? 0),
      })),
  );
  const open = posts.filter(({ left }) => left === null || left > 0);
  const wanted = new Map<Trade, number>();
  for (const { trade, left } of open) {
    if (trade !== undefined && left !== null) wanted.set(trade, (wanted.get(trade) ?? 0) + left);
  }
  const { name, organiser, utcOffsetMinutes } = fair;
  return {
    fair: { ...name, organiser: organiser.zh },
    utcOffsetMinutes,
    news: news ? { atMs: news.atMs, figures: news.figures, ageMs: Math.max(0, ageMs) } : null,
    posts: inTurns(open).slice(0, MOST_POSTS),
    trades: [...wanted]
      .map(([trade, places]) => ({ trade, places }))
      .toSorted((a, b) => b.places - a.places)
      .slice(0, MOST_TRADES),
    zones: [...Map.groupBy(booths, ({ zone }) => zone)].map(([zone, own]) => ({
      zone,
      booths: own.length,
      ...headsOf(own.flatMap((booth) => booth.posts)),
    })),
  };
}

/** One post of each employer, then the next of each. */
function inTurns<P extends { readonly round: number; readonly trade: unknown }>(
  posts: readonly P[],
): Omit<P, 'round' | 'trade'>[] {
  return posts
    .toSorted((a, b) => a.round - b.round)
    .map(({ round: _round, trade: _trade, ...post }) => post);
}
