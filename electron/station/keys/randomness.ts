import { randomFillSync } from 'node:crypto';

/** Drawn from the system by the page: a call for each salt costs more than all that is done with it. */
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
    // What was handed out once stays nowhere in here.
    page.fill(0, used, used + length);
    used += length;
    return bytes;
  };
}
