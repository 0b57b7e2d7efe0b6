import type { Reading } from '../../reading.ts';

/** A reading on one line, so that a table of tests stays a table: value, `? why`, or `` for an empty cell. */
export function inShort<T>(reading: Reading<T>, show: (value: T) => string): string {
  switch (reading.is) {
    case 'empty':
      return '';
    case 'unread':
      return `? ${reading.why.kind}`;
    case 'read': {
      const { value, note } = reading;
      const said = note ? Object.values<string | number>(note).join(' ') : '';
      return said === '' ? show(value) : `${show(value)} (${said})`;
    }
  }
}

/** What no reader may choke on, or take for something. */
export const HOSTILE: readonly string[] = [
  'x'.repeat(5_000),
  '1'.repeat(380),
  '1-'.repeat(190),
  '１'.repeat(390),
  '+'.repeat(399),
  '、'.repeat(399),
  `${'('.repeat(199)}${')'.repeat(199)}`,
  '5000\u0000-7000',
  '5000-7000\ue000',
  '\ufffd\ufffd',
  '\u202e0005',
  '#REF!',
  '=1+1',
  '9,999,999,999',
];
