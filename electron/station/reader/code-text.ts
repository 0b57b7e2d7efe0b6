/** The text of a scanned code. */

/**
 * Tries strict UTF-8, then GB18030, which older Chinese generators write. A leading byte order mark
 * is not part of the text. Undefined if the bytes are neither.
 */
export function codeText(bytes: Uint8Array): string | undefined {
  const text = decoded('utf-8', bytes) ?? decoded('gb18030', bytes);
  return text?.replace(SUFFIX, '');
}

/**
 * The suffixes that scanners are set up to send. Remove only one: the text itself may end in more.
 */
const SUFFIX = /\r\n?$/;

function decoded(encoding: string, bytes: Uint8Array): string | undefined {
  try {
    return new TextDecoder(encoding, { fatal: true }).decode(bytes);
  } catch {
    return undefined;
  }
}
