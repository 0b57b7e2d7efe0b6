import { base64Of } from '../../shared/base64.ts';
import { PART_BYTES } from '../../shared/contract/setup.ts';

/** Sends a file in parts, as far as the station takes them. Returns whether all of it arrived. */
export async function sendInParts(
  file: Blob,
  part: (base64: string) => Promise<{ readonly ok: boolean } | undefined>,
  stillWanted: () => boolean = () => true,
): Promise<boolean> {
  for (let at = 0; at < file.size; at += PART_BYTES) {
    if (!stillWanted()) return false;
    const bytes = new Uint8Array(await file.slice(at, at + PART_BYTES).arrayBuffer());
    const taken = await part(base64Of(bytes));
    if (!taken?.ok) return false;
  }
  return true;
}
