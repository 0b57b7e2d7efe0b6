import { open, rename } from 'node:fs/promises';
import { dirname } from 'node:path';
import { toDisk } from './backup.ts';

/** Writes a small file so that it is there whole or as it was, readable by this user alone. */
export async function writeWhole(file: string, text: string): Promise<void> {
  const fresh = await open(`${file}.new`, 'w', 0o600);
  try {
    await fresh.writeFile(text);
    await fresh.sync();
  } finally {
    await fresh.close();
  }
  await rename(`${file}.new`, file);
  await toDisk(dirname(file));
}
