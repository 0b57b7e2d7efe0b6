import type { Database } from 'better-sqlite3';
import { z } from 'zod';

export interface Note {
  readonly atMs: number;
  readonly text: string;
}

const rows = z.array(z.object({ at_ms: z.int(), text: z.string() }));

/** Recruiters' notes about a person: stored beside the chain, and deleted with the person. */
export function openNotes(db: Database) {
  const put = db.prepare('INSERT INTO note (pseudonym, booth, at_ms, text) VALUES (?, ?, ?, ?)');
  const read = db.prepare(
    'SELECT at_ms, text FROM note WHERE pseudonym = ? AND booth = ? ORDER BY number',
  );
  return {
    put(pseudonym: string, booth: string, { atMs, text }: Note): void {
      put.run(Buffer.from(pseudonym, 'hex'), booth, atMs, text);
    },
    of: (pseudonym: string, booth: string): Note[] =>
      rows
        .parse(read.all(Buffer.from(pseudonym, 'hex'), booth))
        .map(({ at_ms, text }) => ({ atMs: at_ms, text })),
  };
}
export type Notes = ReturnType<typeof openNotes>;
