import { join } from 'node:path';
import SqliteDatabase from 'better-sqlite3';
import { z } from 'zod';
import { LEDGER_FILE } from '../../electron/station/store/damage.ts';
import { authorityOf } from '../../shared/authority.ts';
import { chainedFactSchema, type PersonalFact } from '../../shared/facts.ts';
import { tallyOf } from '../../shared/tally/fold.ts';
import { WHOLE } from '../../shared/tally/tally.ts';
import type { Day } from './day.ts';
import type { ServerProcess } from './processes.ts';
import type { Square } from './square.ts';

/** In the evening: what the server counted, beside what people were promised and what the stations wrote. */

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

const factRow = z.object({
  text: z.string(),
  pseudonym: z.instanceof(Uint8Array).nullable(),
});

/** Every fact of every station, read from its own file once the server reports that it has them all. */
export async function whenAllArrived(
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

export async function figuresOf(
  { fair }: Square,
  [server]: readonly ServerProcess[],
): Promise<Figures> {
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

export function compared(
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
