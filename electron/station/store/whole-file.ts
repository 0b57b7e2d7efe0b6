import { open, rename } from 'node:fs/promises';

/** Writes all of it or nothing, readable by this user only, and on disk when it resolves. */
export async function writeWhole(file: string, content: string): Promise<void> {
  const fresh = await open(`${file}.new`, 'w', 0o600);
  try {
    await fresh.writeFile(content);
    await fresh.sync();
  } finally {
    await fresh.close();
  }
  await rename(`${file}.new`, file);
}
