import { setImmediate as eventLoopTurn } from 'node:timers/promises';
import { verifyChain } from '../../../shared/chain.ts';
import { readFact } from '../../../shared/facts.ts';
import type { Fair } from '../../../shared/fair.ts';
import { fail, ok, type Result } from '../../../shared/result.ts';
import { BOX_DOMAIN, boxContents, boxText, type SentBox } from '../../../shared/sync/boxes.ts';
import { isOrdered, orderOf } from '../../../shared/sync/erasures.ts';
import type { Upload } from '../../../shared/sync/wire.ts';
import { isSigned } from '../keys/fair-keys.ts';
import { sha256 } from '../keys/sha256.ts';
import type { WaitingBox } from '../store/people.ts';
import type { Store } from '../store/store.ts';
import type { FromStick } from './facts-on-a-stick.ts';
import { honestFact } from './honest-fact.ts';
import { isSignedHead } from './signed-head.ts';

/**
 * Takes a station's stick into this station. Anybody can seal a file to the organiser, so nothing in it
 * counts that its station has not signed (P122).
 */

export interface TakenFromStick {
  readonly slot: number;
  readonly facts: number;
  /** How many of them were not here yet. */
  readonly fresh: number;
  readonly boxes: number;
  /** When the newest fact was written, by its station's clock; 0 if there is none. */
  readonly newestMs: number;
}

export type StickRefusal = { readonly kind: 'no-such-station' | 'revoked' | 'not-signed' };

/** A small batch, so that a scan never waits for it. */
const AT_ONCE = 25;

type TakingStore = Pick<Store, 'ledger' | 'learn' | 'obeyErasures' | 'people' | 'isErased'>;

export async function takeFromStick(
  fair: Fair,
  { slot, uploads }: FromStick,
  store: TakingStore,
): Promise<Result<TakenFromStick, StickRefusal>> {
  if (!fair.stations.some((station) => station.slot === slot)) {
    return fail({ kind: 'no-such-station' });
  }
  if (fair.revoked.includes(slot)) return fail({ kind: 'revoked' });
  if (!uploads.every((upload) => isStationsOwn(fair, slot, upload))) {
    return fail({ kind: 'not-signed' });
  }
  const before = factsHere(store, slot);
  const orders = uploads.flatMap(({ erasures }) => erasures);
  if (orders.length > 0) {
    await store.obeyErasures(
      orders.map((erasure) => orderOf(fair.id, erasure)),
      false,
    );
  }
  const facts = uploads.flatMap((upload) => upload.facts);
  for (let from = 0; from < facts.length; from += AT_ONCE) {
    store.learn(facts.slice(from, from + AT_ONCE).map((fact) => honestFact(fair, fact)));
    await eventLoopTurn();
  }
  const boxes = uploads.flatMap((upload) => upload.boxes ?? []).flatMap(boxToKeep);
  // A file saved before somebody asked to be erased still contains them.
  store.people.putOthersBoxes(boxes.filter(({ pseudonym }) => !store.isErased(pseudonym)));
  const stamps = facts.map(({ text }) => readFact(text)?.envelope.stamp.ms ?? 0);
  return ok({
    slot,
    facts: facts.length,
    fresh: factsHere(store, slot) - before,
    boxes: boxes.length,
    newestMs: stamps.reduce((newest, ms) => Math.max(newest, ms), 0),
  });
}

const factsHere = ({ ledger }: TakingStore, slot: number): number =>
  ledger
    .seenOfAll()
    .filter(({ station }) => station === slot)
    .reduce((sum, { facts }) => sum + facts, 0);

/** Its facts lead, link by link, to a head that the station signed; boxes and orders are signed one by one. */
function isStationsOwn(fair: Fair, slot: number, upload: Upload): boolean {
  const { incarnation, head, facts, erasures, boxes = [] } = upload;
  return (
    isSignedHead({ fair, slot }, incarnation, head) &&
    leadsToHead(fair, slot, upload, facts) &&
    erasures.every((erasure) => isOrdered(fair, erasure, signedBy)) &&
    boxes.every((box) => isEntrancesBox(fair, slot, box))
  );
}

function leadsToHead(
  fair: Fair,
  slot: number,
  { incarnation, head }: Upload,
  facts: Upload['facts'],
): boolean {
  const read = facts.map(({ text }) => readFact(text)?.envelope);
  const isOwn = read.every(
    (fact) => fact?.fair === fair.id && fact.station === slot && fact.incarnation === incarnation,
  );
  const [first] = read;
  if (!isOwn) return false;
  if (!first) return true;
  const end = verifyChain({ seq: first.seq - 1, hash: first.prev }, facts, sha256);
  return end.ok && end.value.seq === head.seq && end.value.hash === head.hash;
}

/** Only an entrance may seal a box. */
function isEntrancesBox(fair: Fair, slot: number, box: SentBox): boolean {
  const station = fair.stations.find((other) => other.slot === slot);
  const text = boxText(fair.id, slot, box);
  return station?.role === 'entrance' && signedBy(BOX_DOMAIN, text, box.signature, station.passKey);
}

const signedBy = (domain: string, text: string, signature: string, key: string): boolean =>
  isSigned(domain, text, Buffer.from(signature, 'base64url'), key);

/** What only a newer entrance seals is nothing that this version can open. */
export function boxToKeep({
  pseudonym,
  holds,
  sealed,
  stampMs,
}: Omit<SentBox, 'signature'>): WaitingBox[] {
  const known = boxContents.find((each) => each === holds);
  return known ? [{ pseudonym, holds: known, sealed: Buffer.from(sealed, 'base64'), stampMs }] : [];
}
