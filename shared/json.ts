/** Outside text may not be JSON at all: the result is then undefined, and a schema refuses it. */
export function jsonOf(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
