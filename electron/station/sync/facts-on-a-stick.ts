import { promisify } from 'node:util';
import { gunzip, gzip } from 'node:zlib';
import { z } from 'zod';
import { fairIdSchema, slotSchema } from '../../../shared/facts.ts';
import { type Fair, type SignedFair, signedFairSchema } from '../../../shared/fair.ts';
import { readFile, readKnown } from '../../../shared/read-known.ts';
import { fail, ok, type Result } from '../../../shared/result.ts';
import { type Upload, uploadSchema } from '../../../shared/sync/wire.ts';
import { openingWith, sealingTo } from '../keys/seal.ts';
import type { Store } from '../store/store.ts';
import { MOST_BOXES } from '../../../shared/sync/boxes.ts';
import { signedBox } from './sent-boxes.ts';
import { signedErasure } from './sent-erasures.ts';
import { factsAfter } from './sent-facts.ts';
import { signedHead } from './signed-head.ts';
import { jsonOf } from '../../../shared/json.ts';

/**
 * A station's facts for a hall without any network: the same uploads that it would send, sealed to
 * the organiser's key. Nobody can read a stick that is lost on the way.
 */

const AT_ONCE = 2_000;
/** Anybody can seal a file to the organiser: one that swells without end is damaged. */
const MOST_UNPACKED = 500 * 1024 * 1024;
const ORDERS_AT_ONCE = 100;
const INFO = new TextEncoder().encode('chunfeng/facts/1');

const fileSchema = z.strictObject({
  v: z.literal(1),
  for: z.literal('server'),
  fair: fairIdSchema,
  slot: slotSchema,
  sealed: z.base64(),
  /** In the clear: who takes over from a dead organiser's machine has the newest fair with any station's stick. */
  signed: signedFairSchema.exactOptional(),
});

const labelOf = (fair: string, slot: number): Uint8Array =>
  new TextEncoder().encode(`${fair}/${slot}`);

export interface StickOptions {
  readonly fair: Pick<Fair, 'id' | 'stations' | 'sealingKey'>;
  readonly slot: number;
  readonly passSeed: Uint8Array;
  readonly store: Store;
  /** The newest revision that is stored here. */
  readonly signed?: SignedFair | undefined;
}

export async function factsForStick(options: StickOptions): Promise<Uint8Array> {
  const { fair, slot } = options;
  const seal = await sealingTo(Buffer.from(fair.sealingKey, 'base64url'), INFO);
  const text = uploadsOf(options)
    .map((upload) => JSON.stringify(upload))
    .join('\n');
  const sealed = await seal(labelOf(fair.id, slot), await promisify(gzip)(text));
  const file = { v: 1, for: 'server', fair: fair.id, slot };
  const { signed } = options;
  return Buffer.from(
    JSON.stringify({
      ...file,
      sealed: Buffer.from(sealed).toString('base64'),
      ...(signed && { signed }),
    }),
  );
}

/** All facts from the beginning: the server skips what it already has. */
export function uploadsOf(options: StickOptions): Upload[] {
  const { store } = options;
  const orders = store.ownErasures().map((order) => signedErasure(options, order));
  const uploads: Upload[] = [];
  for (const { name, from, head } of store.ledger.incarnations()) {
    let at = from;
    do {
      const place = { incarnation: name, seq: at.seq, limit: AT_ONCE };
      const facts = factsAfter(options, store, place);
      at = { seq: at.seq + facts.length, hash: facts.at(-1)?.hash ?? at.hash };
      uploads.push({
        v: 1,
        incarnation: name,
        from,
        facts,
        head: signedHead(options, name, at),
        waiting: head.seq - at.seq,
        erasures: orders.splice(0, ORDERS_AT_ONCE),
      });
    } while (at.seq < head.seq || orders.length > 0);
  }
  return [...uploads, ...boxUploads(options, uploads.at(-1))];
}

/**
 * The file itself is sealed to the organiser, so it may carry boxes even if the server keeps none.
 */
function boxUploads(options: StickOptions, last: Upload | undefined): Upload[] {
  const boxes = options.store.people.boxes().map((box) => signedBox(options, box));
  if (!last) return [];
  return Array.from({ length: Math.ceil(boxes.length / MOST_BOXES) }, (_, i) => ({
    ...last,
    facts: [],
    erasures: [],
    boxes: boxes.slice(i * MOST_BOXES, (i + 1) * MOST_BOXES),
  }));
}

export interface FromStick {
  readonly slot: number;
  readonly uploads: readonly Upload[];
  /** The newest revision that its station held: not proven yet. */
  readonly signed?: SignedFair;
}

export type StickFault = {
  readonly kind: 'no-facts-file' | 'other-fair' | 'damaged' | 'newer';
};

/** Opens the file with the organiser's key. */
export async function uploadsFromStick(
  bytes: Uint8Array,
  fair: Pick<Fair, 'id'>,
  sealingKey: Uint8Array,
  mostUnpacked = MOST_UNPACKED,
): Promise<Result<FromStick, StickFault>> {
  const file = readFile(fileSchema, jsonOf(new TextDecoder().decode(bytes)));
  if (!file.ok) return fail({ kind: file.fault.kind === 'newer' ? 'newer' : 'no-facts-file' });
  if (file.value.fair !== fair.id) return fail({ kind: 'other-fair' });
  const { slot, sealed, signed } = file.value;
  try {
    const open = await openingWith(sealingKey, INFO);
    const zipped = await open(labelOf(fair.id, slot), Buffer.from(sealed, 'base64'));
    const lines = (await promisify(gunzip)(zipped, { maxOutputLength: mostUnpacked }))
      .toString('utf8')
      .split('\n');
    const uploads = lines.flatMap((line) => {
      const upload = readKnown(uploadSchema, JSON.parse(line), { leavesOut: true });
      return upload ? [upload.value] : [];
    });
    return uploads.length === lines.length
      ? ok({ slot, uploads, ...(signed && { signed }) })
      : fail({ kind: 'newer' });
  } catch {
    return fail({ kind: 'damaged' });
  }
}
