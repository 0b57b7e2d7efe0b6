/** What comes from outside may be no JSON at all: nothing then, and a schema says the rest. */
export function jsonOf(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
