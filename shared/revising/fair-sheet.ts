import { z } from 'zod';
import { type Fair, type FairPost, fairSchema } from '../fair.ts';
import { servicesOf } from '../services.ts';

/**
 * What an organiser may change of a fair while it runs, as one sheet to fill in. Keys, stations and
 * employers have ways of their own.
 */

const { name, organiser, place, days, keepUntil, desks, platforms } = fairSchema.shape;
const postCode = z.string().max(24);

const fields = {
  kind: fairSchema.shape.kind.unwrap(),
  name,
  organiser,
  place,
  days,
  keepUntil,
  desks,
  asks: z.strictObject({ sex: z.boolean(), ageBand: z.boolean() }),
  services: fairSchema.shape.services.unwrap(),
  platforms,
  /** Empty without one. */
  server: z.union([fairSchema.shape.server.unwrap(), z.literal('')]),
  serverPins: fairSchema.shape.serverPins.unwrap(),
  boxesToServer: z.boolean(),
};

export const fairSheetSchema = z.strictObject(fields);
export type FairSheet = z.infer<typeof fairSheetSchema>;

/** What one call of a page can carry of them. */
const MOST_POSTS_AT_ONCE = 2_500;

/** The fields that change, and posts that close or open again. */
export const fairChangeSchema = z.strictObject({
  kind: fields.kind.exactOptional(),
  name: fields.name.exactOptional(),
  organiser: fields.organiser.exactOptional(),
  place: fields.place.exactOptional(),
  days: fields.days.exactOptional(),
  keepUntil: fields.keepUntil.exactOptional(),
  desks: fields.desks.exactOptional(),
  asks: fields.asks.exactOptional(),
  services: fields.services.exactOptional(),
  platforms: fields.platforms.exactOptional(),
  server: fields.server.exactOptional(),
  serverPins: fields.serverPins.exactOptional(),
  boxesToServer: fields.boxesToServer.exactOptional(),
  closePosts: z.array(postCode).max(MOST_POSTS_AT_ONCE).exactOptional(),
  reopenPosts: z.array(postCode).max(MOST_POSTS_AT_ONCE).exactOptional(),
});
export type FairChange = z.infer<typeof fairChangeSchema>;

export function sheetOf(fair: Fair): FairSheet {
  const { asks = {}, server = '', serverPins = [], boxesToServer = false } = fair;
  const { kind = 'recruitment', desks: places, platforms: others } = fair;
  return {
    kind,
    name: fair.name,
    organiser: fair.organiser,
    place: fair.place,
    days: fair.days.toSorted(),
    keepUntil: fair.keepUntil,
    desks: places,
    asks: { sex: asks.sex ?? false, ageBand: asks.ageBand ?? false },
    services: [...servicesOf(fair)],
    platforms: others,
    server,
    serverPins,
    boxesToServer,
  };
}

/** The same as fields of a fair; undefined takes a field out of it. */
export function contentOf(fair: Fair, change: FairChange): Readonly<Record<string, unknown>> {
  const { asks, server, serverPins, boxesToServer, closePosts, reopenPosts, ...same } = change;
  return {
    ...same,
    ...(same.days && { days: [...new Set(same.days)].toSorted() }),
    ...(asks && { asks: asksOf(asks) }),
    ...(server !== undefined && { server: server === '' ? undefined : server }),
    ...(serverPins && { serverPins: serverPins.length === 0 ? undefined : serverPins }),
    ...(boxesToServer !== undefined && { boxesToServer: boxesToServer || undefined }),
    ...((closePosts ?? reopenPosts) && {
      booths: withPosts(fair, new Set(closePosts), new Set(reopenPosts)),
    }),
  };
}

function asksOf({ sex, ageBand }: FairSheet['asks']): Fair['asks'] | undefined {
  if (!sex && !ageBand) return undefined;
  return { ...(sex && { sex }), ...(ageBand && { ageBand }) };
}

function withPosts({ booths }: Fair, close: ReadonlySet<string>, reopen: ReadonlySet<string>) {
  return booths.map((booth) => ({
    ...booth,
    posts: booth.posts.map((post): FairPost => {
      if (close.has(post.code)) return { ...post, closed: true };
      if (!reopen.has(post.code)) return post;
      const { closed: _closed, ...open } = post;
      return open;
    }),
  }));
}
