import { open, readFile, rename, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { z } from 'zod';
import { hashSchema, orderIdSchema, pseudonymSchema } from '../../../shared/facts.ts';
import { jsonOf } from '../../../shared/json.ts';
import type { Order } from '../../../shared/sync/erasures.ts';
import { unwrap, wrap, wrappedJson, wrappedSchema } from '../keys/wrap.ts';
import { isMissing, toDisk } from './backup.ts';

/**
 * Whom a station must not keep: digests that cannot be turned back, each with the id of its order. Once an
 * order is carried out, its tombstone leaves the file, so that nothing here says which facts were theirs. Only
 * the entrance that gave the order still needs it, for a server that was put back: sealed under its own key.
 */

export const ERASURES_FILE = 'erasures.jsonl';

export interface KeptErasure extends Pick<Order, 'id' | 'targets'> {
  /** While it is being carried out, and for orders that were given here. */
  readonly tombstone?: string;
  /** The place among the orders that were given here. */
  readonly number?: number;
  /** Backups may still hold these people, since the process stopped midway. */
  readonly begun: boolean;
}

const lineSchema = z.strictObject({
  v: z.literal(2),
  id: orderIdSchema,
  targets: z.array(hashSchema),
  number: z.int().min(1).exactOptional(),
  /** In the clear while the order is being carried out. */
  tombstone: pseudonymSchema.exactOptional(),
  sealed: wrappedSchema.exactOptional(),
});

/** As earlier versions wrote it. */
const oldLineSchema = z.strictObject({
  v: z.literal(1),
  pseudonym: pseudonymSchema,
  also: z.array(pseudonymSchema).default([]),
  tombstone: pseudonymSchema,
  stampMs: z.int().min(0),
  heard: z.literal(true).exactOptional(),
});
export type OldLine = z.infer<typeof oldLineSchema>;

export interface ErasureFile {
  readonly erasures: readonly KeptErasure[];
  readonly old: readonly OldLine[];
}

export interface Sealing {
  readonly folder: string;
  readonly fair: string;
  /** The station's own secret. */
  readonly secret: Uint8Array;
  readonly randomBytes: (length: number) => Uint8Array;
}

const labelOf = (fair: string, id: string): string => `erasure/${fair}/${id}`;

/** Half of a file that was to take the place of the other. */
const freshFile = (folder: string): string => join(folder, `${ERASURES_FILE}.new`);

export async function readErasures(sealing: Sealing): Promise<ErasureFile> {
  await rm(freshFile(sealing.folder), { force: true });
  const { erasures, old } = await linesIn(sealing.folder);
  const opened = erasures.map(async ({ v: _v, sealed, ...line }): Promise<KeptErasure> => {
    if (!sealed) return { ...line, begun: line.tombstone !== undefined };
    const label = labelOf(sealing.fair, line.id);
    const tombstone = await unwrap({ card: sealing.secret }, label, sealed);
    return { ...line, ...(tombstone.ok && { tombstone: tombstone.value }), begun: false };
  });
  return { erasures: await Promise.all(opened), old };
}

export async function countErasures(folder: string): Promise<number> {
  const { erasures, old } = await linesIn(folder);
  return erasures.length + old.length;
}

async function linesIn(folder: string) {
  const text = await readFile(join(folder, ERASURES_FILE), 'utf8').catch((error: unknown) => {
    if (isMissing(error)) return '';
    throw error;
  });
  // A line that a power cut shortened was never carried out, and will be requested again.
  const lines = text.split('\n').map(jsonOf);
  return {
    erasures: lines.flatMap((json) => lineSchema.safeParse(json).data ?? []),
    old: lines.flatMap((json) => oldLineSchema.safeParse(json).data ?? []),
  };
}

/** All at once, so that no older line stays; sorted, so that their order says nothing about when. */
export async function writeErasures(
  sealing: Sealing,
  erasures: readonly KeptErasure[],
): Promise<void> {
  const lines = await Promise.all(
    erasures
      .toSorted((a, b) => (a.id < b.id ? -1 : 1))
      .map(async ({ begun, tombstone, ...line }) => {
        if (begun || tombstone === undefined || line.number === undefined) {
          return { v: 2, ...line, ...(begun && { tombstone }) };
        }
        const label = labelOf(sealing.fair, line.id);
        const sealed = await wrap({ card: sealing.secret }, label, tombstone, sealing.randomBytes);
        return { v: 2, ...line, sealed: wrappedJson(sealed) };
      }),
  );
  const file = join(sealing.folder, ERASURES_FILE);
  const fresh = freshFile(sealing.folder);
  const handle = await open(fresh, 'w', 0o600);
  try {
    await handle.writeFile(lines.map((line) => `${JSON.stringify(line)}\n`).join(''));
    await handle.sync();
  } finally {
    await handle.close();
  }
  await rename(fresh, file);
  await toDisk(sealing.folder);
}
