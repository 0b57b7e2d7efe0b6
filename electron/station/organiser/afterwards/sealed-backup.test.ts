import { describe, expect, it } from 'vitest';
import { makeFairKeys, publicKeyText } from '../../keys/fair-keys.ts';
import { randomness } from '../../keys/randomness.ts';
import { openBackup, readBackupHead, sealBackup } from './sealed-backup.ts';

const HERE = 8;
const keys = makeFairKeys([HERE, 9], randomness());
const seedOf = (slot: number): Uint8Array =>
  keys.passKeys.find((each) => each.slot === slot)?.seed ?? new Uint8Array(32);
const stations = [HERE, 9].map((slot) => ({
  slot,
  role: 'organiser' as const,
  name: { zh: '主办方', en: 'Organiser' },
  mayBe: [],
  passKey: publicKeyText('ed25519', seedOf(slot)),
}));
const fair = { id: '19c48f04', stations };
const says = { fair: fair.id, slot: HERE, madeMs: 1_000, facts: 3, people: 2 };
const sealingKey = publicKeyText('x25519', keys.sealingKey);
const files = [
  { name: 'ledger.db', bytes: Buffer.from('a ledger\nof lines') },
  { name: 'people/2027-02-20-0900-ab/people.db', bytes: Buffer.from('') },
];
const sealed = (slot = HERE, what = says) =>
  sealBackup(what, files, { sealingKey, passSeed: seedOf(slot) });

const opened = async (bytes: Uint8Array) => {
  const head = readBackupHead(bytes, fair, HERE);
  if (!head.ok) return head;
  return openBackup(bytes, head.value, keys.sealingKey);
};

describe('a sealed backup', () => {
  it('gives back what was put into it, to the organiser’s key alone (P134)', async () => {
    const bytes = await sealed();
    expect(Buffer.from(bytes).includes('a ledger')).toBe(false);
    const head = readBackupHead(bytes, fair, HERE);
    if (!head.ok) throw new Error(head.fault.kind);
    expect(head.value).toMatchObject(says);
    const back = await openBackup(bytes, head.value, keys.sealingKey);
    expect(back.ok && back.value.map(({ name, bytes: own }) => [name, String(own)])).toEqual(
      files.map(({ name, bytes: own }) => [name, String(own)]),
    );
    const other = makeFairKeys([], randomness()).sealingKey;
    expect(await openBackup(bytes, head.value, other)).toMatchObject({ ok: false });
  });

  it('is damaged where one byte is another, and where its end is missing', async () => {
    const bytes = await sealed();
    const changed = Uint8Array.from(bytes);
    changed[bytes.length - 20] = 255 - (bytes.at(-20) ?? 0);
    expect(await opened(changed)).toEqual({ ok: false, fault: { kind: 'damaged' } });
    expect(await opened(bytes.subarray(0, -1))).toEqual({ ok: false, fault: { kind: 'damaged' } });
  });

  it('counts only under the signature of the station that it goes back to', async () => {
    // Anybody can seal to the organiser, and put a ledger of their own into it.
    expect(await opened(await sealed(9))).toEqual({ ok: false, fault: { kind: 'not-signed' } });
    const altered = Buffer.from(await sealed())
      .toString('latin1')
      .replace('"facts":3', '"facts":9');
    expect(await opened(Buffer.from(altered, 'latin1'))).toEqual({
      ok: false,
      fault: { kind: 'not-signed' },
    });
  });

  it.each([
    ['other-fair', { ...says, fair: '00000000' }],
    ['other-station', { ...says, slot: 9 }],
  ])('is refused by name where it belongs elsewhere: %s', async (kind, what) => {
    expect(await opened(await sealed(HERE, what))).toEqual({ ok: false, fault: { kind } });
  });

  it('is recognised by its first line', async () => {
    expect(await opened(Buffer.from('%PDF-1.7\n'))).toMatchObject({ fault: { kind: 'no-backup' } });
    expect(await opened(Buffer.from('no line'))).toMatchObject({ fault: { kind: 'no-backup' } });
    const newer = Buffer.from('{"v":2,"for":"backup"}\n');
    expect(await opened(newer)).toMatchObject({ fault: { kind: 'newer' } });
  });
});
