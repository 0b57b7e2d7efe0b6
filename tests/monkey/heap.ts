import { z } from 'zod';
import type { Place } from './place.ts';

/** Every string that the page's engine still holds after a garbage collection. */

const snapshot = z.object({ strings: z.array(z.string()) });

export async function heapHolds(
  { page, fingers }: Place,
  secrets: readonly string[],
): Promise<string[]> {
  const parts: string[] = [];
  const keep = ({ chunk }: { chunk: string }): void => void parts.push(chunk);
  fingers.on('HeapProfiler.addHeapSnapshotChunk', keep);
  await page.requestGC();
  await fingers.send('HeapProfiler.takeHeapSnapshot', { reportProgress: false });
  fingers.off('HeapProfiler.addHeapSnapshotChunk', keep);
  const { strings } = snapshot.parse(JSON.parse(parts.join('')));
  return secrets.filter((secret) => strings.some((text) => text.includes(secret)));
}
