import { ok, type Result } from '../../../shared/result.ts';

/** Asks for a place, writes the file there, and returns the place. */
export type SaveFile = (
  name: string,
  bytes: Uint8Array,
) => Promise<Result<string, { readonly kind: 'cancelled' | 'not-saved' }>>;

type HandedOver =
  | { readonly how: 'saved'; readonly where: string }
  | { readonly how: 'page'; readonly name: string; readonly base64: string };

/** Saves the file if the door can; otherwise hands it to the page. */
export async function handOver(
  saveFile: SaveFile | undefined,
  name: string,
  bytes: Uint8Array,
): Promise<Result<HandedOver, { readonly kind: 'cancelled' | 'not-saved' }>> {
  if (!saveFile) return ok({ how: 'page', name, base64: Buffer.from(bytes).toString('base64') });
  const saved = await saveFile(name, bytes);
  return saved.ok ? ok({ how: 'saved', where: saved.value }) : saved;
}
