import { expect, it } from 'vitest';
import { kindOf } from './kind.ts';
import { liftFor } from './in-sight.ts';
import { afterSign, firstMode, rowsOf, turned } from './layouts.ts';

const field = { type: 'text', inputMode: '', autocapitalize: '' };

it.each([
  ['a note is written in Chinese', field, 'chinese'],
  ['a search is written in Chinese', { ...field, type: 'search' }, 'chinese'],
  ['a passphrase has letters and signs', { ...field, type: 'password' }, 'latin'],
  ['an address has letters and signs', { ...field, inputMode: 'url' }, 'latin'],
  ['a short code has capitals', { ...field, autocapitalize: 'characters' }, 'code'],
  ['a count has digits', { ...field, inputMode: 'numeric' }, 'digits'],
] as const)('%s', (_, given, kind) => {
  expect(kindOf(given)).toBe(kind);
});

it('a passphrase can contain every sign of a real keyboard', () => {
  const letters = firstMode('latin');
  const pages = [letters, turned(letters, 'shift'), turned(letters, 'marks')];
  const keys = new Set(pages.flatMap(rowsOf).flat());
  const typed = Array.from({ length: 94 }, (_, i) => String.fromCharCode(33 + i));
  expect(typed.filter((sign) => !keys.has(sign))).toEqual([]);
});

it('one shift affects one letter, and two affect all', () => {
  const once = turned(firstMode('latin'), 'shift');
  const always = turned(once, 'shift');
  expect([afterSign(once).capitals, afterSign(always).capitals]).toEqual(['no', 'always']);
});

it.each([
  ['a field above the on-screen keys does not move', { top: 100, bottom: 150 }, undefined, 0],
  ['a field below the top of the keys moves above them', { top: 400, bottom: 450 }, undefined, 160],
  [
    'the button after a field moves with it',
    { top: 400, bottom: 450 },
    { top: 460, bottom: 500 },
    210,
  ],
  [
    'a button too far below its field does not move with it',
    { top: 400, bottom: 450 },
    { top: 900, bottom: 950 },
    160,
  ],
  ['a tall field never leaves the screen at the top', { top: 200, bottom: 700 }, undefined, 190],
])('%s', (_, span, button, lift) => {
  expect(liftFor(span, button, 300, 10)).toBe(lift);
});
