import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { makeBoothCard } from '../../electron/station/keys/booth-cards.ts';
import { keyText } from '../../electron/station/keys/fair-keys.ts';
import { signFair } from '../../electron/station/keys/signed-fair.ts';
import { actsOf } from './acts.ts';
import { compared, figuresOf, type Outcome, whenAllArrived } from './counting.ts';
import { chanceFrom, drawDay } from './day.ts';
import { liarTo } from './liar.ts';
import { type MishapOptions, mishapsOf } from './mishaps.ts';
import { type Cable, cableTo } from './network.ts';
import { play, type PlayOptions } from './playing.ts';
import { startServer, startStation, type StationProcess } from './processes.ts';
import { makeSquare, type Square } from './square.ts';
import { sendAsThief } from './thief.ts';

/**
 * A whole day of a fair before it happens: each station is a real process with its own files, against the
 * real server; cables are unplugged, processes killed, clocks set wrong. In the evening the server's count
 * must match what people were promised.
 */

export interface RehearsalOptions extends PlayOptions, MishapOptions {
  readonly people: number;
  readonly employers: number;
  readonly stations: number;
  readonly seed: number;
  /** PostgreSQL in place of a file; two servers then share it. */
  readonly database?: string;
  /** Every other laptop is in a hall with its own hub. */
  readonly hub?: boolean;
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
    const hall = {
      stations,
      cables,
      servers: hub ? [...servers, hub] : servers,
      steal: (slot: number) => sendAsThief(square, slot, uplink.url, chance),
    };
    const acts = actsOf(square, day, chance);
    await play(acts, stations, mishapsOf(hall, options, chance, acts.length), options);
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
