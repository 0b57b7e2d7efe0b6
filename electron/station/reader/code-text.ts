/** The text that a scanner read out of a code. */

/**
 * Strict UTF-8, then GB18030, which older Chinese generators write. A byte order mark at the
 * front is no part of the text. Undefined where the bytes are neither.
 */
export function codeText(bytes: Uint8Array): string | undefined {
  const text = decoded('utf-8', bytes) ?? decoded('gb18030', bytes);
  return text?.replace(SUFFIX, '');
}

/** What scanners are set up to send after a code. One only: the text itself may end in more. */
const SUFFIX = /\r\n?$/;

function decoded(encoding: string, bytes: Uint8Array): string | undefined {
  try {
    return new TextDecoder(encoding, { fatal: true }).decode(bytes);
  } catch {
    return undefined;
  }
}
