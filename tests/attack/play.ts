import { z } from 'zod';
import { sql } from 'kysely';
import { dice } from '../fuzz/sequences.ts';
import { attacked, type Attacked, type Signing } from '../sync/forged.ts';
import { type Attack, attacks, REVOKED } from './attackers.ts';
import { honestDay, type HonestSlot, honestSlots, type Message, type Scene } from './scene.ts';

/** Plays honest days with attackers among them. Success is any figure or honest row that ends otherwise. */

/** So many attacks in one day: they may help each other, and a day costs more than an attack. */
const A_DAY = 10;

interface Tried {
  attempts: number;
  /** How many messages the server read, and refused or took for a reason of its own. */
  pastSchema: number;
  successes: number;
}

export interface Played {
  readonly byKind: ReadonlyMap<string, Tried>;
  /** The first of them, with what differs. */
  readonly found: readonly string[];
}

const named = ({ attacker, name }: Attack): string => `${attacker}: ${name}`;

export async function play(
  signing: Signing,
  seed: number,
  attempts: number,
  onDay: (done: number) => void = () => undefined,
): Promise<Played> {
  await using server = await attacked(signing, {
    // As fairs are made today: no slot takes another role on the day.
    stations: signing.sample.fair.stations.map((station) => ({ ...station, mayBe: [] })),
    revoked: [REVOKED],
    boxesToServer: true,
  });
  const roll = dice(seed);
  const byKind = new Map(
    attacks.map((attack): [string, Tried] => [
      named(attack),
      { attempts: 0, pastSchema: 0, successes: 0 },
    ]),
  );
  const found: string[] = [];
  for (let done = 0; done < attempts; done += A_DAY) {
    const scene = honestDay(signing, roll);
    const calm = await dayWith(server, scene, []);
    const chosen = Array.from(
      { length: A_DAY },
      (_, at) => attacks[(done + at) % attacks.length],
    ).flatMap((attack) => attack ?? []);
    const sent = chosen.map((attack) => ({
      attack,
      at: roll.below(scene.deliveries.length + 1),
      messages: attack.make(scene, roll),
    }));
    const ended = await dayWith(server, scene, sent, (attack, isRead) => {
      const tried = byKind.get(named(attack));
      if (tried && isRead) tried.pastSchema += 1;
    });
    for (const { attack } of sent) count(byKind, attack, 'attempts');
    if (ended !== calm) {
      for (const one of sent) {
        if ((await dayWith(server, scene, [one])) === calm) continue;
        count(byKind, one.attack, 'successes');
        if (found.length < 10) found.push(`${named(one.attack)} (seed ${seed}, attempt ${done})`);
      }
      if (found.length === 0)
        found.push(`together, seed ${seed}, attempts ${done} to ${done + A_DAY}`);
    }
    onDay(done + A_DAY);
  }
  return { byKind, found };
}

function count(
  byKind: ReadonlyMap<string, Tried>,
  attack: Attack,
  what: 'attempts' | 'successes',
): void {
  const tried = byKind.get(named(attack));
  if (tried) tried[what] += 1;
}

interface Sent {
  readonly attack: Attack;
  /** Before this delivery of the honest day. */
  readonly at: number;
  readonly messages: readonly Message[];
}

/** The day's end as text: every figure, and every row of the honest stations. */
async function dayWith(
  server: Attacked,
  scene: Scene,
  sent: readonly Sent[],
  onSent: (attack: Attack, isRead: boolean) => void = () => undefined,
): Promise<string> {
  await empty(server);
  for (let at = 0; at <= scene.deliveries.length; at += 1) {
    for (const { attack, messages } of sent.filter((one) => one.at === at)) {
      const read = [];
      for (const { slot, upload } of messages) read.push(await isRead(server, slot, upload));
      onSent(attack, read.some(Boolean));
    }
    const delivery = scene.deliveries[at];
    if (delivery) await server.send(delivery.slot, delivery.upload);
  }
  for (const slot of honestSlots) await answer(server, scene, slot);
  return endOf(server, scene);
}

const answerSchema = z.looseObject({ kind: z.string().optional() });

async function isRead(server: Attacked, slot: number, upload: unknown): Promise<boolean> {
  const { status, body } = await server.post(`stations/${slot}/facts`, upload);
  const said = answerSchema.safeParse(body);
  return status < 500 && status !== 413 && said.success && said.data.kind !== 'bad-upload';
}

/** The station itself comes at the end, and says whom its facts are about if it is asked. */
async function answer(server: Attacked, scene: Scene, slot: HonestSlot): Promise<void> {
  const chain = scene.chains[slot];
  const erasures = slot === 1 ? [scene.erased.order] : [];
  const asked = await server.send(slot, chain.upload({ erasures }));
  const unproven = 'acked' in asked && 'unproven' in asked ? asked.unproven : undefined;
  const mine = (unproven ?? []).flatMap(({ incarnation, seq }) =>
    incarnation === chain.incarnation ? [seq] : [],
  );
  if (mine.length === 0) return;
  await server.send(slot, chain.upload({ facts: [], proofs: scene.proofsFor(slot, mine) }));
}

async function empty({ storage: { db } }: Attacked): Promise<void> {
  const tables = await sql<{
    name: string;
  }>`SELECT name FROM sqlite_master WHERE type = 'table'`.execute(db);
  for (const { name } of tables.rows) {
    if (/^(?:fair|schema_version|sqlite_.*)$/.test(name)) continue;
    await sql`DELETE FROM ${sql.table(name)}`.execute(db);
  }
}

async function endOf(server: Attacked, { chains }: Scene): Promise<string> {
  const { db } = server.storage;
  const facts = await db
    .selectFrom('fact')
    .select(['station', 'incarnation', 'seq', 'hash', 'pseudonym', 'salt'])
    .where(
      'incarnation',
      'in',
      Object.values(chains).map(({ incarnation }) => incarnation),
    )
    .orderBy('station')
    .orderBy('incarnation')
    .orderBy('seq')
    .execute();
  const boxes = await db
    .selectFrom('box')
    .select(['pseudonym', 'holds', 'station', 'stamp_ms'])
    .orderBy('pseudonym')
    .execute();
  return JSON.stringify([await server.figures(), facts, boxes]);
}
