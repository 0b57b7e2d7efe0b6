import { randomFillSync } from 'node:crypto';

/**
 * Reads the system's randomness in pages: one call for each salt would cost more than the rest of
 * the work.
 */
const PAGE = 4096;

export function randomness(): (length: number) => Uint8Array {
  const page = Buffer.alloc(PAGE);
  let used = PAGE;
  return (length) => {
    if (length > PAGE) throw new Error(`no more than ${PAGE} bytes at once`);
    if (used + length > PAGE) {
      randomFillSync(page);
      used = 0;
    }
    const bytes = Uint8Array.from(page.subarray(used, used + length));
    // Don't keep a copy of bytes that were handed out.
    page.fill(0, used, used + length);
    used += length;
    return bytes;
  };
}
