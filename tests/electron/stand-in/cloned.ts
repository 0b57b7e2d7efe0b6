/**
 * What crosses between processes is cloned: functions are refused, as Electron refuses them. This function
 * is evaluated in the page too, so it may use nothing from outside itself.
 */
export function cloned() {
  const BYTES = 'bytes in base64';
  const NOTHING = 'undefined';

  function pack(this: unknown, key: string, value: unknown): unknown {
    if (value === undefined) return { [NOTHING]: true };
    if (value instanceof Uint8Array) {
      let text = '';
      for (const byte of value) text += String.fromCharCode(byte);
      return { [BYTES]: btoa(text) };
    }
    if (value instanceof Map || value instanceof Set || value instanceof ArrayBuffer) {
      throw new Error(`the stand-in for Electron cannot carry what is under “${key}” yet`);
    }
    return value;
  }

  function unpack(_key: string, value: unknown): unknown {
    if (typeof value !== 'object' || value === null) return value;
    if (NOTHING in value) return undefined;
    if (!(BYTES in value) || typeof value[BYTES] !== 'string') return value;
    return Uint8Array.from(atob(value[BYTES]), (character) => character.charCodeAt(0));
  }

  return {
    toText: (value: unknown): string => JSON.stringify(structuredClone(value), pack),
    fromText: (text: string): unknown => JSON.parse(text, unpack),
  };
}
