/** Decodes the values of one row from SQLite's own file format: https://www.sqlite.org/fileformat.html */

export type Value = null | number | string | Uint8Array;

// Text that damage has spoilt fails the caller's check.
const utf8 = new TextDecoder();

/** The lengths of integers of the serial types 1 to 6. */
const INTEGERS = [1, 2, 3, 4, 6, 8] as const;

/** A number of one to nine bytes, and where the next byte is; undefined if it runs over the end. */
export function varint(bytes: Uint8Array, at: number): readonly [number, number] | undefined {
  let value = 0;
  for (let i = 0; i < 9; i += 1) {
    const byte = bytes[at + i];
    if (byte === undefined) return undefined;
    if (i === 8) return [value * 256 + byte, at + 9];
    value = value * 128 + (byte & 0x7f);
    if (byte < 0x80) return [value, at + i + 1];
  }
  return undefined;
}

/** Undefined if the bytes are no row. */
export function recordOf(payload: Uint8Array): Value[] | undefined {
  const header = varint(payload, 0);
  if (!header || header[0] > payload.length) return undefined;
  let [end, at] = header;
  const values: Value[] = [];
  let from = end;
  while (at < end) {
    const type = varint(payload, at);
    if (!type) return undefined;
    at = type[1];
    const value = valueOf(payload, from, type[0]);
    if (!value) return undefined;
    values.push(value[0]);
    from = value[1];
  }
  return from === payload.length && at === end ? values : undefined;
}

function valueOf(
  bytes: Uint8Array,
  at: number,
  type: number,
): readonly [Value, number] | undefined {
  if (type === 0) return [null, at];
  if (type === 8 || type === 9) return [type - 8, at];
  const integer = INTEGERS[type - 1];
  const length = integer ?? (type < 12 ? undefined : Math.floor((type - 12) / 2));
  // No column here is a fraction.
  if (length === undefined || at + length > bytes.length) return undefined;
  const part = bytes.subarray(at, at + length);
  if (integer !== undefined) return [integerOf(part), at + length];
  return [type % 2 === 0 ? new Uint8Array(part) : utf8.decode(part), at + length];
}

function integerOf(bytes: Uint8Array): number {
  const first = bytes[0] ?? 0;
  let value = first >= 0x80 ? first - 256 : first;
  for (const byte of bytes.subarray(1)) value = value * 256 + byte;
  return value;
}
