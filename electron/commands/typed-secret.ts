import { readFile } from 'node:fs/promises';
import { createInterface } from 'node:readline/promises';
import { Writable } from 'node:stream';

/** A secret from a file, or typed at the terminal without being shown. */
export async function typedSecret(
  file: string | undefined,
  question: string,
): Promise<string | undefined> {
  if (file !== undefined) return (await readFile(file, 'utf8')).trim();
  if (!process.stdin.isTTY) return undefined;
  process.stdout.write(question);
  const silent = new Writable({ write: (_chunk, _encoding, done) => done() });
  const terminal = createInterface({ input: process.stdin, output: silent, terminal: true });
  try {
    return (await terminal.question('')).trim();
  } finally {
    terminal.close();
    process.stdout.write('\n');
  }
}
