import { readFile } from 'node:fs/promises';

/**
 * A file's JSON, still to be validated by a schema; undefined if it can't be read or is not JSON.
 */
export async function jsonAt(path: string): Promise<unknown> {
  try {
    return JSON.parse(await readFile(path, 'utf8'));
  } catch {
    return undefined;
  }
}
