import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import SqliteDatabase from 'better-sqlite3';
import { z } from 'zod';
import { makeBoothCard } from '../../electron/station/keys/booth-cards.ts';
import { keyText } from '../../electron/station/keys/fair-keys.ts';
import { signFair } from '../../electron/station/keys/signed-fair.ts';
import { LEDGER_FILE } from '../../electron/station/store/damage.ts';
import { authorityOf } from '../../shared/authority.ts';
import { chainedFactSchema, type PersonalFact } from '../../shared/facts.ts';
import { tallyOf } from '../../shared/tally/fold.ts';
import { WHOLE } from '../../shared/tally/tally.ts';
import { type Day, chanceFrom, drawDay } from './day.ts';
import { type Cable, cableTo } from './network.ts';
import { liarTo } from './liar.ts';
import type { Order } from './orders.ts';
import { type ServerProcess, startServer, startStation, type StationProcess } from './processes.ts';
import { makeSquare, type Square } from './square.ts';
import { sendAsThief } from './thief.ts';

/**
 * A whole day of a fair before it happens: each station is a real process with its own files, against the
 * real server; cables are unplugged, processes killed, clocks set wrong. In the evening the server's count
 * must match what people were promised.
 */

export interface RehearsalOptions {
  readonly people: number;
  readonly employers: number;
  readonly stations: number;
  readonly seed: number;
  /** How often a process is killed: a station's, or the server's. */
  readonly kills: number;
  /** PostgreSQL in place of a file; two servers then share it. */
  readonly database?: string;
  /** Somebody writes with a laptop's key what the laptop may not write. */
  readonly thief?: boolean;
  /** Every other laptop is in a hall with its own hub. */
  readonly hub?: boolean;
  readonly onProgress: (progress: Progress) => void;
}

interface Progress {
  readonly done: number;
  readonly of: number;
  readonly kills: number;
  readonly cables: number;
}

interface Line {
  readonly figure: string;
  readonly promised: number;
  readonly counted: number;
}

export interface Outcome {
  readonly totals: readonly Line[];
  /** How many figures were compared, including slices. */
  readonly compared: number;
  readonly differences: readonly Line[];
  readonly facts: number;
}

const HOUR_MS = 60 * 60_000;
const THEFTS = 5;

interface Act {
  readonly slot: number;
  readonly atMs: number;
  readonly run: (station: StationProcess) => Promise<void>;
}

export async function rehearse(options: RehearsalOptions): Promise<Outcome> {
  const chance = chanceFrom(options.seed);
  const square = makeSquare(options);
  const day = drawDay(square, options.people, Math.floor(chance() * 2 ** 32));
  const base = await mkdtemp(join(tmpdir(), 'chunfeng-rehearsal-'));
  const fairFile = join(base, 'fair.json');
  await writeFile(fairFile, JSON.stringify(signFair(square.fair, square.keys.signingKey)));
  const { database } = options;
  const serving = { data: join(base, 'server'), fairFile };
  // PostgreSQL allows any number of servers; SQLite allows one.
  const servers = database
    ? [await startServer({ ...serving, database }), await startServer({ ...serving, database })]
    : [await startServer(serving)];
  const uplink = await cableTo(servers);
  // The person who runs the hub changes what it hands on.
  const liar = options.hub ? await liarTo(uplink.url, chanceFrom(options.seed)) : undefined;
  const hub =
    liar && (await startServer({ ...serving, data: join(base, 'hub'), upstream: liar.url }));
  const cables = new Map<number, Cable>();
  const stations = new Map<number, StationProcess>();
  try {
    for (const { slot } of square.fair.stations) {
      const inHall = hub && slot % 2 === 0 && !square.gates.includes(slot);
      const cable = await cableTo(inHall ? [hub] : servers);
      cables.set(slot, cable);
      const folder = join(base, `station-${slot}`);
      await mkdir(folder);
      stations.set(slot, await startStation(openingOf(square, slot, folder, cable.url)));
    }
    await play(options, chance, actsOf(square, day, chance), {
      stations,
      cables,
      servers: hub ? [...servers, hub] : servers,
      steal: (slot) => sendAsThief(square, slot, uplink.url, chance),
    });
    for (const cable of cables.values()) cable.mend();
    for (const station of stations.values()) await station.ask({ do: 'online' });
    const facts = await whenAllArrived(square, base, servers);
    const counted = await figuresOf(square, servers);
    for (const station of stations.values()) await station.ask({ do: 'close' });
    await hub?.stop();
    for (const server of servers) await server.stop();
    return compared(square, day, facts, counted);
  } finally {
    for (const station of stations.values()) await station.end();
    for (const cable of cables.values()) await cable.close();
    await liar?.close();
    await uplink.close();
    for (const server of hub ? [...servers, hub] : servers) await server.stop('SIGKILL');
    await rm(base, { recursive: true, force: true });
  }
}

function openingOf({ fair, keys }: Square, slot: number, folder: string, server: string) {
  const station = fair.stations.find((other) => other.slot === slot);
  const seed = keys.passKeys.find((other) => other.slot === slot)?.seed;
  if (!station || !seed) throw new Error(`no station ${slot}`);
  const cards: Record<string, string> = {};
  for (const booth of station.serves ?? []) {
    cards[booth] = makeBoothCard(fair, { booth, command: { does: 'bind' } }, keys.signingKey);
  }
  return {
    do: 'open' as const,
    folder,
    fair,
    slot,
    passSeed: keyText(seed),
    ...(station.role === 'entrance' && { pseudonymKey: keyText(keys.pseudonymKey) }),
    server,
    cards,
  };
}

/** In the order of the day; a visitor of a booth waits for the pass that a gate gives. */
function actsOf(square: Square, { people, walkIns }: Day, chance: () => number): Act[] {
  // Most clocks are nearly right; some are days off.
  const skews = new Map(
    square.fair.stations.map(({ slot }) => [
      slot,
      Math.round((chance() - 0.5) * (chance() < 0.2 ? 96 * HOUR_MS : 4 * 60_000)),
    ]),
  );
  const clockAt = (slot: number, atMs: number): number => atMs + (skews.get(slot) ?? 0);
  const acts: Act[] = walkIns.map(({ slot, booth, atMs }) => ({
    slot,
    atMs,
    run: async (station) => {
      await station.ask({ do: 'walk-in', nowMs: clockAt(slot, atMs), booth }, true);
    },
  }));
  for (const { card, consents, entries, calls } of people) {
    const pass = Promise.withResolvers<string>();
    const { type: _type, ...written } = card;
    for (const { slot, atMs } of entries) {
      const order: Order = {
        do: 'enter',
        nowMs: clockAt(slot, atMs),
        card: { type: 'citizen', ...written, validUntil: card.validUntil ?? '' },
        consents,
      };
      const run = async (station: StationProcess): Promise<void> =>
        pass.resolve(await station.ask(order, !consents));
      acts.push({ slot, atMs, run });
    }
    for (const { slot, booth, atMs, post, taps, intent, slip } of calls) {
      const run = async (station: StationProcess): Promise<void> => {
        await station.ask({
          do: 'call',
          nowMs: clockAt(slot, atMs),
          booth,
          pass: await pass.promise,
          post,
          taps: [...taps],
          ...(intent && { intent }),
          ...(slip && { slip }),
        });
      };
      acts.push({ slot, atMs, run });
    }
  }
  return acts.toSorted((a, b) => a.atMs - b.atMs);
}

interface Hall {
  readonly stations: ReadonlyMap<number, StationProcess>;
  readonly cables: ReadonlyMap<number, Cable>;
  readonly servers: readonly ServerProcess[];
  /** Sends forged facts with this laptop's key. */
  readonly steal: (slot: number) => Promise<void>;
}

async function play(
  { kills, thief, onProgress }: RehearsalOptions,
  chance: () => number,
  acts: readonly Act[],
  { stations, cables, servers, steal }: Hall,
): Promise<void> {
  const happens = new Map<number, (() => void)[]>();
  const schedule = (acts: number, what: () => void): void => {
    happens.set(acts, [...(happens.get(acts) ?? []), what]);
  };
  const randomTurn = (): number => 1 + Math.floor(chance() * acts.length);
  const slots = [...stations.keys()];
  let killed = 0;
  let whole = cables.size;
  let restarting: Promise<void> = Promise.resolve();
  for (let i = 0; i < kills; i += 1) {
    const victim = slots[Math.floor(chance() * slots.length * 1.25)];
    schedule(randomTurn(), () => {
      killed += 1;
      const server = servers[killed % servers.length];
      if (victim === undefined) restarting = restarting.then(() => server?.kill());
      else stations.get(victim)?.kill();
    });
  }
  const stolen = slots.at(-1);
  let stealing: Promise<void> = Promise.resolve();
  for (let i = 0; thief && stolen !== undefined && i < THEFTS; i += 1) {
    // The server may be down just then: a thief loses nothing by that.
    const again = (): Promise<void> => steal(stolen).catch(() => undefined);
    schedule(randomTurn(), () => {
      stealing = stealing.then(again);
    });
  }
  // Every other station loses its network for a while, some until the evening.
  for (const cable of cables.values()) {
    if (chance() < 0.5) continue;
    const from = randomTurn();
    schedule(from, () => {
      cable.cut();
      whole -= 1;
    });
    if (chance() < 0.3) continue;
    schedule(from + Math.floor(chance() * (acts.length - from)), () => {
      cable.mend();
      whole += 1;
    });
  }

  let done = 0;
  const turns = new Map<number, Promise<void>>();
  for (const { slot, run } of acts) {
    const station = stations.get(slot);
    if (!station) throw new Error(`nobody stands at ${slot}`);
    const turn = (turns.get(slot) ?? Promise.resolve()).then(async () => {
      await run(station);
      done += 1;
      for (const what of happens.get(done) ?? []) what();
      onProgress({ done, of: acts.length, kills: killed, cables: whole });
    });
    turns.set(slot, turn);
  }
  await Promise.all(turns.values());
  await restarting;
  await stealing;
}

const factRow = z.object({
  text: z.string(),
  pseudonym: z.instanceof(Uint8Array).nullable(),
});

/** Every fact of every station, read from its own file once the server reports that it has them all. */
async function whenAllArrived(
  { fair }: Square,
  base: string,
  [server]: readonly ServerProcess[],
): Promise<PersonalFact[]> {
  const facts: PersonalFact[] = [];
  const ends = new Map<string, number>();
  for (const { slot } of fair.stations) {
    const db = new SqliteDatabase(join(base, `station-${slot}`, LEDGER_FILE), { readonly: true });
    const rows = z
      .array(factRow)
      .parse(db.prepare('SELECT text, pseudonym FROM fact WHERE station = ?').all(slot));
    db.close();
    for (const { text, pseudonym } of rows) {
      const chained = chainedFactSchema.parse(JSON.parse(text));
      const name = `${slot}.${chained.incarnation}`;
      ends.set(name, Math.max(chained.seq, ends.get(name) ?? 0));
      facts.push({
        chained,
        ...(pseudonym && { pseudonym: Buffer.from(pseudonym).toString('hex') }),
      });
    }
  }
  const path = `http://127.0.0.1:${server?.port}/v1/fairs/${fair.id}/figures`;
  const headers = await headersFor(server, fair.id);
  const schema = z.object({
    coverage: z.object({
      heads: z.array(z.object({ slot: z.int(), incarnation: z.string(), seq: z.int() })),
      /** Facts of which a lying hub has kept back whom they are about. */
      unproven: z.array(z.unknown()).default([]),
    }),
  });
  for (;;) {
    const answer = await fetch(path, { headers });
    const { coverage } = schema.parse(await answer.json());
    const there = new Map(
      coverage.heads.map(({ slot, incarnation, seq }) => [`${slot}.${incarnation}`, seq]),
    );
    const isThere = [...ends].every(([name, seq]) => (there.get(name) ?? 0) >= seq);
    if (isThere && coverage.unproven.length === 0) return facts;
    await new Promise((resolve) => {
      setTimeout(resolve, 100);
    });
  }
}

type Figures = ReadonlyMap<string, number>;

async function headersFor(server: ServerProcess | undefined, fair: string) {
  return { authorization: `Bearer ${await server?.tokenFor(fair)}` };
}

async function figuresOf({ fair }: Square, [server]: readonly ServerProcess[]): Promise<Figures> {
  const path = `http://127.0.0.1:${server?.port}/v1/fairs/${fair.id}/figures`;
  const headers = await headersFor(server, fair.id);
  const answer = await fetch(path, { headers });
  const { figures } = z
    .object({
      figures: z.array(
        z.object({ scope: z.string(), figure: z.string(), slice: z.string(), value: z.int() }),
      ),
    })
    .parse(await answer.json());
  return new Map(
    figures.map(({ scope, figure, slice, value }) => [`${scope} ${figure} ${slice}`, value]),
  );
}

function compared(
  { fair }: Square,
  { promised }: Day,
  facts: readonly PersonalFact[],
  counted: Figures,
): Outcome {
  const folded = tallyOf(facts, { ...fair, authority: authorityOf(fair) });
  const lines = [...promised].map(([key, value]) => ({
    figure: key,
    promised: value,
    counted: counted.get(`${WHOLE} ${key}`) ?? 0,
  }));
  // All other figures must equal the sum over the stations' own files, hour by hour.
  const elsewhere = [...new Set([...folded.keys(), ...counted.keys()])].map((key) => ({
    figure: key,
    promised: folded.get(key) ?? 0,
    counted: counted.get(key) ?? 0,
  }));
  const all = [...lines, ...elsewhere];
  return {
    totals: lines.filter(({ figure }) => figure.endsWith(' ')),
    compared: all.length,
    differences: all.filter((line) => line.promised !== line.counted),
    facts: facts.length,
  };
}
