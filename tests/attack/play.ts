import { z } from 'zod';
import { sql } from 'kysely';
import { dice } from '../fuzz/sequences.ts';
import { attacked, type Attacked, type Signing } from '../sync/forged.ts';
import type { Attack } from './attackers/attack.ts';
import { REVOKED } from './attackers/entrance.ts';
import { attacks } from './attackers/index.ts';
import { honestDay, type HonestSlot, honestSlots, type Message, type Scene } from './scene.ts';

/**
 * Plays honest days with attackers among them. Success is any figure or honest row that ends otherwise, but for
 * what docs/threats.md lets that attacker do.
 */

/** So many attacks in one day: they may help each other, and a day costs more than an attack. */
const A_DAY = 10;
/** One honest day is attacked so often before the next one is drawn. */
const SAME_DAY = 5;

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
  // Nothing here must outlive a power cut.
  await sql`PRAGMA synchronous = OFF`.execute(server.storage.db);
  let scene = honestDay(signing, roll);
  let calm = await dayWith(server, scene, []);
  for (let done = 0; done < attempts; done += A_DAY) {
    if (done > 0 && done % (A_DAY * SAME_DAY) === 0) {
      scene = honestDay(signing, roll);
      calm = await dayWith(server, scene, []);
    }
    const chosen = Array.from(
      { length: A_DAY },
      (_, at) => attacks[(done + at) % attacks.length],
    ).flatMap((attack) => attack ?? []);
    const sent = chosen.map((attack) => ({
      attack,
      at: roll.below(scene.deliveries.length + 1),
      messages: attack.make(scene, roll),
      ...(attack.attacker === 'restored server' && { backTo: roll.below(scene.deliveries.length) }),
    }));
    const ended = await dayWith(server, scene, sent, (attack, isRead) => {
      const tried = byKind.get(named(attack));
      if (tried && isRead) tried.pastSchema += 1;
    });
    for (const { attack } of sent) count(byKind, attack, 'attempts');
    if (differs(calm, ended, sent)) {
      for (const one of sent) {
        if (!differs(calm, await dayWith(server, scene, [one]), [one])) continue;
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
  /** The server is put back to how it was before that delivery. */
  readonly backTo?: number;
}

/** What there is at the end of a day: every figure, and every row of the honest stations. */
interface End {
  readonly figures: Readonly<Record<string, number>>;
  readonly facts: readonly object[];
  /** The same without whom they are about. */
  readonly texts: readonly string[];
  readonly boxes: readonly object[];
}

/** What a stolen entrance in force may move: those who came in, and who they said that they are. */
const COMING_IN = /^\S+ (?:(?:attendees|anonymous|entries) |intentPeople \S)/;
const sameText = (a: unknown, b: unknown): boolean => JSON.stringify(a) === JSON.stringify(b);

function differs(calm: End, ended: End, sent: readonly Sent[]): boolean {
  const may = new Set(sent.map(({ attack }) => attack.may));
  const counted = ({ figures }: End): unknown =>
    may.has('check in')
      ? Object.entries(figures).filter(([name]) => !COMING_IN.test(name))
      : figures;
  // An erasure takes the person out of rows and boxes; what happened stays, and every figure.
  const rows = ({ facts, texts, boxes }: End): unknown =>
    may.has('erase') ? texts : [facts, boxes];
  return !sameText(counted(calm), counted(ended)) || !sameText(rows(calm), rows(ended));
}

async function dayWith(
  server: Attacked,
  scene: Scene,
  sent: readonly Sent[],
  onSent: (attack: Attack, isRead: boolean) => void = () => undefined,
): Promise<End> {
  await empty(server);
  const earlier: Rows[] = [];
  const remembers = sent.some(({ backTo }) => backTo !== undefined);
  for (let at = 0; at <= scene.deliveries.length; at += 1) {
    if (remembers) earlier.push(await rowsOf(server));
    for (const { backTo } of sent.filter((one) => one.at === at)) {
      const rows = backTo === undefined ? undefined : earlier[Math.min(backTo, at)];
      if (rows) await putBack(server, rows);
    }
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

type Rows = ReadonlyMap<string, readonly Record<string, unknown>[]>;

async function tablesIn({ storage: { db } }: Attacked): Promise<string[]> {
  const tables = await sql<{
    name: string;
  }>`SELECT name FROM sqlite_master WHERE type = 'table'`.execute(db);
  return tables.rows
    .map(({ name }) => name)
    .filter((name) => !/^(?:fair|machine_token|schema_version|sqlite_.*)$/.test(name));
}

async function rowsOf(server: Attacked): Promise<Rows> {
  const rows = new Map<string, readonly Record<string, unknown>[]>();
  for (const name of await tablesIn(server)) {
    const all = sql<Record<string, unknown>>`SELECT * FROM ${sql.table(name)}`;
    rows.set(name, (await all.execute(server.storage.db)).rows);
  }
  return rows;
}

/** As a file of before that somebody put in the place of the newer one. */
function putBack(server: Attacked, all: Rows): Promise<void> {
  return server.storage.db.transaction().execute(async (db) => {
    for (const [name, rows] of all) {
      await sql`DELETE FROM ${sql.table(name)}`.execute(db);
      for (const row of rows) {
        const columns = Object.keys(row).map((column) => sql.ref(column));
        const values = Object.values(row).map((value) => sql`${value}`);
        await sql`INSERT INTO ${sql.table(name)} (${sql.join(columns)}) VALUES (${sql.join(values)})`.execute(
          db,
        );
      }
    }
  });
}

async function empty(server: Attacked): Promise<void> {
  await putBack(server, new Map((await tablesIn(server)).map((name) => [name, []])));
}

async function endOf(server: Attacked, { chains }: Scene): Promise<End> {
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
  return { figures: await server.figures(), facts, texts: facts.map(({ hash }) => hash), boxes };
}
