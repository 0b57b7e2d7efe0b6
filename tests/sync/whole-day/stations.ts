import type { Condition } from '../../../shared/condition.ts';
import { shortOf } from '../../../shared/pass.ts';
import { READS_HEADER, SYNC_READS } from '../../../shared/sync/versions.ts';
import { type Central, MORNING_MS, personOf } from '../../central.ts';
import { Chain, random, Signing } from '../forged.ts';
import type { Ask } from './asking.ts';

/** What stations send in a day: those that have a ledger, and some whose facts are written by hand. */

const GATE = 1;
const BY_HAND = 3;
const BOOTHS = 5;
const OTHER_BOOTHS = 6;
const ORGANISER = 8;
const WALL = 9;

const CHECKIN = { kind: 'checkin', what: { means: 'card', lane: 'self' } } as const;

const CONDITION: Condition = {
  atMs: MORNING_MS,
  version: 'test',
  role: 'entrance',
  readers: [],
  printer: 'works',
  notices: [],
};

/** What stations write and ask, with their own ledgers and with their keys by hand. */
export async function fromStations(at: Central, signing: Signing, ask: Ask): Promise<void> {
  const gate = await at.sync(GATE, () => CONDITION, random(4));
  const store = await at.storeOf(GATE);
  store.people.putBox(personOf(4), 'identity', Buffer.alloc(200, 1), MORNING_MS);
  await gate.again();
  const organiser = await at.sync(ORGANISER);

  const facts = `/v1/fairs/${at.sample.fair.id}/stations`;
  const send = async (
    chain: Chain,
    change: Parameters<Chain['upload']>[0] = {},
  ): Promise<unknown> =>
    ask('POST', `${facts}/${chain.slot}/facts`, chain.upload(change), {
      [READS_HEADER]: String(SYNC_READS),
    });

  // A wall that logs a visit, which it may not.
  const wall = new Chain(signing, WALL);
  wall.add({ kind: 'visit', what: { booth: 'A01' } }, personOf(3));
  await send(wall);
  // A pass bound to somebody, a code that was typed, and what only a newer version reads.
  const [who, pass] = [random(), random()];
  const hand = new Chain(signing, BY_HAND);
  hand.add(CHECKIN, who);
  hand.add({ bind: pass }, who);
  const visit = hand.add({ kind: 'visit', what: { booth: 'A01' } }, who);
  const retracted = hand.add(CHECKIN, random());
  hand.add({ kind: 'retract', what: { fact: retracted } });
  hand.add({ kind: 'clock', what: { change: 'jump', fromMs: MORNING_MS, toMs: MORNING_MS + 1 } });
  hand.write({ kind: 'of-tomorrow', what: {} }, { pseudonym: who, salt: random() });
  await send(hand);
  const booths = new Chain(signing, BOOTHS);
  booths.add({ kind: 'visit', what: { booth: 'B01' } }, pass);
  booths.add({ kind: 'visit', what: { booth: 'B01' } }, shortOf(who));
  // The head comes before its last fact, which waits.
  booths.add({ kind: 'visit', what: { booth: 'B02' } }, personOf(5));
  await send(booths, { head: booths.headAt(2) });
  await send(booths);
  await at.write(ORGANISER, [
    {
      happening: { kind: 'decide', what: { fact: visit, decision: 'exclude', by: '主办方' } },
    },
  ]);
  await organiser.again();

  // The same facts and another one, then a past that contradicts what was acknowledged.
  const torn = new Chain(signing, BOOTHS, booths.incarnation);
  torn.facts.push(...booths.facts.slice(0, 1));
  torn.add({ kind: 'visit', what: { booth: 'B03' } }, personOf(6));
  await send(torn);
  // What waits under no head yet is another's once its station says so.
  const waits = new Chain(signing, OTHER_BOOTHS);
  waits.add({ kind: 'visit', what: { booth: 'C01' } }, personOf(7));
  waits.add({ kind: 'visit', what: { booth: 'C01' } }, personOf(8));
  await send(waits, { head: waits.headAt(1) });
  const instead = new Chain(signing, OTHER_BOOTHS, waits.incarnation);
  instead.facts.push(...waits.facts.slice(0, 1));
  instead.add({ kind: 'visit', what: { booth: 'C02' } }, personOf(9));
  await send(instead);
  await erased(at, { who, gate, send, hand, booths });
}

interface Erasing {
  readonly who: string;
  readonly gate: Awaited<ReturnType<Central['sync']>>;
  readonly send: (chain: Chain, change?: Parameters<Chain['upload']>[0]) => Promise<unknown>;
  readonly hand: Chain;
  readonly booths: Chain;
}

/** One at an entrance, and one whose booths hear of it late: their facts want a proof. */
async function erased(at: Central, { who, gate, send, hand, booths }: Erasing): Promise<void> {
  await (await at.storeOf(GATE)).erase(personOf(4));
  await gate.again();
  const order = new Signing(at.sample).order(BY_HAND, [who]);
  await send(hand, { erasures: [order] });
  booths.add({ kind: 'visit', what: { booth: 'B01' } }, who);
  const late = booths.facts.length;
  await send(booths);
  await send(booths, { proofs: [booths.cover(late, order.tombstone)] });
  const box = new Signing(at.sample).box(BY_HAND, personOf(11), MORNING_MS);
  await send(hand, { boxes: [box] });
}
