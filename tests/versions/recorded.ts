import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { brotliDecompressSync } from 'node:zlib';
import { z } from 'zod';
import { signedFairSchema } from '../../shared/fair.ts';

/**
 * What earlier editions wrote, recorded once from their own code: see README.md here. None of it is ever
 * recorded again.
 */

async function unpacked(name: string): Promise<string> {
  return String(brotliDecompressSync(await readFile(join(import.meta.dirname, `${name}.br`))));
}

const figuresSchema = z.record(z.string(), z.int());
export type Figures = z.infer<typeof figuresSchema>;

const objectSchema = z.record(z.string(), z.unknown());
const editionSchema = z.object({
  fair: signedFairSchema,
  figures: figuresSchema,
  /** Each upload of its stations, in order, and the answer of its server. */
  exchanges: z.array(z.object({ slot: z.int(), body: objectSchema, answer: objectSchema })),
  /** As JSON schemas: what its servers took, and what its stations read. */
  upload: objectSchema,
  ack: objectSchema,
});
export type Edition = z.infer<typeof editionSchema>;

export const editions = ['first-edition', 'second-edition'] as const;

export async function editionOf(name: (typeof editions)[number]): Promise<Edition> {
  return editionSchema.parse(JSON.parse(await unpacked(`${name}.json`)));
}

/** A database of each schema number, as SQL: the same fair, with the columns that there were. */
export async function databasesOf(
  kind: 'station' | 'server',
): Promise<ReadonlyMap<number, string>> {
  const [, ...parts] = (await unpacked(`${kind}-databases.sql`)).split(/^-- schema /m);
  return new Map(parts.map((part) => [Number.parseInt(part, 10), part.slice(part.indexOf('\n'))]));
}

/** `beforePasses`: without what a database before number 5 could not hold. */
export async function figuresOfDatabases() {
  const text = await unpacked('figures.json');
  return z.object({ all: figuresSchema, beforePasses: figuresSchema }).parse(JSON.parse(text));
}
