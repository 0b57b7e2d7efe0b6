import { readFile } from 'node:fs/promises';

/** A file's JSON, for a schema to judge; undefined where it is no JSON or can't be read. */
export async function jsonAt(path: string): Promise<unknown> {
  try {
    return JSON.parse(await readFile(path, 'utf8'));
  } catch {
    return undefined;
  }
}
