import { promisify } from 'node:util';
import { gunzip, gzip } from 'node:zlib';
import { z } from 'zod';
import { canonicalText } from '../../../../shared/canonical.ts';
import { fairIdSchema, hashSchema, slotSchema } from '../../../../shared/facts.ts';
import type { Fair } from '../../../../shared/fair.ts';
import { jsonOf } from '../../../../shared/json.ts';
import { readFile } from '../../../../shared/read-known.ts';
import { fail, ok, type Result } from '../../../../shared/result.ts';
import { isSigned, keyText, signText } from '../../keys/fair-keys.ts';
import { openingWith, sealingTo } from '../../keys/seal.ts';
import { sha256 } from '../../keys/sha256.ts';

/**
 * A backup that leaves the machine (P134): files in one, sealed to the organiser's key, so that a stick may be lost.
 * Anybody can seal to that key, so the station signs what it made. A line of JSON in the clear stands before it.
 */

const INFO = new TextEncoder().encode('chunfeng/backup/1');
const DOMAIN = 'chunfeng/backup/1';
const LINE_FEED = 0x0a;
/** The line before the sealed part is a fraction of this. */
export const LONGEST_HEAD = 4_096;
export const MOST_SEALED_BYTES = 1024 * 1024 * 1024;
/** Who has this station's key and the organiser's may still not fill the memory. */
const MOST_UNPACKED = 2 * 1024 * 1024 * 1024 - 1;

const saysSchema = z.strictObject({
  fair: fairIdSchema,
  slot: slotSchema,
  madeMs: z.int().min(0),
  facts: z.int().min(0),
  /** Of the lists of registered people that are in it. */
  people: z.int().min(0),
});
export type BackupSays = z.infer<typeof saysSchema>;

const headSchema = saysSchema.extend({
  v: z.literal(1),
  for: z.literal('backup'),
  sealed: hashSchema,
  signature: z.base64url().length(86),
});

const manifestSchema = z.array(z.strictObject({ name: z.string(), bytes: z.int().min(0) }));

export type BackedUpFiles = readonly { readonly name: string; readonly bytes: Uint8Array }[];

const signedText = (says: BackupSays, sealed: string): string => canonicalText({ ...says, sealed });
const labelOf = (says: BackupSays): Uint8Array =>
  new TextEncoder().encode(`${says.fair}/${says.slot}/${says.madeMs}`);

export async function sealBackup(
  says: BackupSays,
  files: BackedUpFiles,
  { sealingKey, passSeed }: { readonly sealingKey: string; readonly passSeed: Uint8Array },
): Promise<Uint8Array> {
  const manifest = JSON.stringify(files.map(({ name, bytes }) => ({ name, bytes: bytes.length })));
  const all = Buffer.concat([Buffer.from(`${manifest}\n`), ...files.map(({ bytes }) => bytes)]);
  const seal = await sealingTo(Buffer.from(sealingKey, 'base64url'), INFO);
  const box = await seal(labelOf(says), await promisify(gzip)(all));
  const sealed = sha256(box);
  const signature = keyText(signText(DOMAIN, signedText(says, sealed), passSeed));
  const head: z.infer<typeof headSchema> = { v: 1, for: 'backup', ...says, sealed, signature };
  return Buffer.concat([Buffer.from(`${JSON.stringify(head)}\n`), box]);
}

export interface BackupHead extends BackupSays {
  readonly sealed: string;
  /** Where the sealed part begins. */
  readonly at: number;
}
export type HeadFault = {
  readonly kind: 'no-backup' | 'newer' | 'other-fair' | 'other-station' | 'not-signed';
};

/** What the beginning of a file says, once this station's own signature holds. */
export function readBackupHead(
  beginning: Uint8Array,
  { id, stations }: Pick<Fair, 'id' | 'stations'>,
  here: number,
): Result<BackupHead, HeadFault> {
  const at = beginning.indexOf(LINE_FEED);
  if (at < 0) return fail({ kind: 'no-backup' });
  const read = readFile(
    headSchema,
    jsonOf(Buffer.from(beginning.subarray(0, at)).toString('utf8')),
  );
  if (!read.ok) return fail({ kind: read.fault.kind === 'newer' ? 'newer' : 'no-backup' });
  const { v: _v, for: _for, sealed, signature, ...says } = read.value;
  if (says.fair !== id) return fail({ kind: 'other-fair' });
  if (says.slot !== here) return fail({ kind: 'other-station' });
  const passKey = stations.find(({ slot }) => slot === here)?.passKey ?? '';
  const bytes = Buffer.from(signature, 'base64url');
  if (!isSigned(DOMAIN, signedText(says, sealed), bytes, passKey)) {
    return fail({ kind: 'not-signed' });
  }
  return ok({ ...says, sealed, at: at + 1 });
}

/** The files of a backup whose head has been read. */
export async function openBackup(
  bytes: Uint8Array,
  head: BackupHead,
  sealingKey: Uint8Array,
): Promise<Result<BackedUpFiles, { readonly kind: 'damaged' }>> {
  const box = bytes.subarray(head.at);
  if (sha256(box) !== head.sealed) return fail({ kind: 'damaged' });
  try {
    const open = await openingWith(sealingKey, INFO);
    const zipped = await open(labelOf(head), box);
    const all = await promisify(gunzip)(zipped, { maxOutputLength: MOST_UNPACKED });
    return ok(filesOf(all));
  } catch {
    return fail({ kind: 'damaged' });
  }
}

function filesOf(all: Buffer): BackedUpFiles {
  const end = all.indexOf(LINE_FEED);
  const manifest = manifestSchema.parse(JSON.parse(all.subarray(0, end).toString('utf8')));
  let at = end + 1;
  return manifest.map(({ name, bytes }) => {
    at += bytes;
    if (at > all.length) throw new Error('it ends too early');
    return { name, bytes: all.subarray(at - bytes, at) };
  });
}
