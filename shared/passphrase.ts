/**
 * A passphrase that Chunfeng made, as people type it: `8f3kq 0il2…` is `8F3KQ-0112…`. Crockford's alphabet has
 * no letters that are misread from paper, so what looks alike is alike. Any other passphrase stays as typed.
 */

const GROUP_LENGTH = 5;
const MADE = /^[0-9A-HJKMNP-TV-Z]{25}$/;

/** The code of a strip 口令条, as `newPassphrase` in `fair-pack.ts` makes them. */
export const isMadePassphrase = (text: string): boolean =>
  MADE.test(text.replaceAll('-', '')) && text.split('-').length === GROUP_LENGTH;

export function readPassphrase(typed: string): string {
  const plain = typed
    .toUpperCase()
    .replaceAll(/[\s\-–—_.]/g, '')
    .replaceAll('O', '0')
    .replaceAll(/[IL]/g, '1');
  if (!MADE.test(plain)) return typed.trim();
  return (plain.match(new RegExp(`.{${GROUP_LENGTH}}`, 'g')) ?? []).join('-');
}
