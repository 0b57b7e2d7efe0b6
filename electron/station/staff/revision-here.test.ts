import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { SignedFair } from '../../../shared/fair.ts';
import { makeFairKeys } from '../keys/fair-keys.ts';
import { randomness } from '../keys/randomness.ts';
import { openRevision, revisionHere, signFair } from '../keys/signed-fair.ts';
import { fairRevisions } from '../open/revisions.ts';
import { loadSampleFair } from '../sample/sample-fair.ts';
import type { AuditDeed } from '../store/audit.ts';
import { revisionHereCalls } from './revision-here.ts';

const { fair, keys } = await loadSampleFair(
  join(import.meta.dirname, '../../../resources/fairs/street-market'),
);
const key = 'staff';
let stick = '';
let deeds: AuditDeed[];
let station: ReturnType<typeof open>;

const second = { ...fair, revision: 2, place: { zh: '北门广场', en: '' } };
const put = (name: string, content: unknown) =>
  writeFile(join(stick, name), JSON.stringify(content));

function open() {
  let known = revisionHere(fair);
  const revisions = fairRevisions(
    fair,
    async (signed: SignedFair) => {
      const revised = openRevision(known, signed);
      if (revised.ok) known = revisionHere(revised.value, signed.text);
      return revised;
    },
    { onNewer: () => undefined, onSplit: () => undefined },
  );
  const calls = revisionHereCalls({
    fair,
    admits: (given) => given === key,
    revisions,
    listMedia: async () => [{ folder: stick, name: 'KINGSTON', freeBytes: 1, readOnly: false }],
    note: (deed) => void deeds.push(deed),
  });
  return { calls, revisions };
}

async function files() {
  const there = await station.calls['staff.revisionFiles']({ key });
  if (!there.ok) throw new Error(there.fault.kind);
  return there.value.files;
}

async function takeFirst() {
  const [first] = await files();
  return station.calls['staff.takeRevision']({ key, id: first?.id ?? '' });
}

beforeEach(async () => {
  stick = await mkdtemp(join(tmpdir(), 'chunfeng-revision-'));
  deeds = [];
  station = open();
});
afterEach(() => rm(stick, { recursive: true }));

describe('a revision of the fair on a stick', () => {
  it('is taken by staff once it is newer, and written down', async () => {
    await put('招聘会-第2版.json', signFair(second, keys.signingKey));
    await put('招聘会-第1版.json', signFair(fair, keys.signingKey));
    expect(await files()).toMatchObject([
      { is: 'fresh', revision: 2 },
      { is: 'held', revision: 1 },
    ]);
    expect(await takeFirst()).toEqual({ ok: true, value: { revision: 2 } });
    expect(station.revisions.newest().place.zh).toBe('北门广场');
    expect(deeds).toEqual([{ did: 'revision-taken', revision: 2 }]);
    expect(await files()).toMatchObject([{ is: 'held' }, { is: 'older' }]);
    expect(await takeFirst()).toMatchObject({ fault: { kind: 'not-newer' } });
  });

  it('is not seen if another key signed it, or if it was changed since', async () => {
    const other = makeFairKeys([1], randomness());
    const signed = signFair(second, keys.signingKey);
    await put(
      'other-key.json',
      signFair({ ...second, signingKey: fair.signingKey }, other.signingKey),
    );
    await put('changed.json', { ...signed, text: signed.text.replace('北门', '南门') });
    await put('list.json', { people: 2 });
    expect(await files()).toEqual([]);
  });

  it('that does not follow the one here is not taken', async () => {
    await put('招聘会-第2版.json', signFair(second, keys.signingKey));
    await takeFirst();
    const history = [{ revision: 2, hash: 'a'.repeat(64) }];
    const apart = { ...second, revision: 3, history };
    await put('招聘会-第3版.json', signFair(apart, keys.signingKey));
    expect(await takeFirst()).toMatchObject({ fault: { kind: 'not-taken' } });
    expect(station.revisions.newest().revision).toBe(2);
  });

  it('is for staff alone, and gone with its stick', async () => {
    await put('招聘会-第2版.json', signFair(second, keys.signingKey));
    const [file] = await files();
    const id = file?.id ?? '';
    const { calls } = station;
    expect(await calls['staff.takeRevision']({ key: 'nobody', id })).toMatchObject({
      fault: { kind: 'staff-only' },
    });
    await rm(join(stick, '招聘会-第2版.json'));
    expect(await calls['staff.takeRevision']({ key, id })).toMatchObject({
      fault: { kind: 'gone' },
    });
  });
});
