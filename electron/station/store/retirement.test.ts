import { existsSync } from 'node:fs';
import { mkdir, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { randomness } from '../keys/randomness.ts';
import type { Fair } from '../../../shared/fair.ts';
import { staffCardText } from '../../../shared/staff-card.ts';
import { ENROLMENT_FILE, enrol } from '../keys/enrolment.ts';
import { type FairKeys } from '../keys/fair-keys.ts';
import { fairDraftSchema, makeFair } from '../keys/fair-pack.ts';
import { signFair } from '../keys/signed-fair.ts';
import { isOver, signTime } from '../keys/signed-time.ts';
import { readRetired, retire } from './retirement.ts';
import type { Store } from './store.ts';
import { storeIn } from './testing/store-in.ts';

const randomBytes = randomness();
const PERSON = 'c3'.repeat(16);
const BOX = Buffer.from('a box that only the organiser opens, which nobody else ever can');
/** What holds keys or is sealed with them, including a folder of lists. */
const SEALED = [ENROLMENT_FILE, 'people.pack', 'people'];
const AFTER = Date.parse('2027-05-01T00:00:00+08:00');
let folder = '';
let fair: Fair;
let keys: FairKeys;
let store: Store | undefined;

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'chunfeng-retire-'));
  const draft = join(import.meta.dirname, '../../../resources/fairs/draft.json');
  ({ fair, keys } = makeFair(
    fairDraftSchema.parse(JSON.parse(await readFile(draft, 'utf8'))),
    { staffPin: { salt: '', hash: '' }, organiserPin: { salt: '', hash: '' } },
    randomBytes,
  ));
  const secrets = { passSeed: new Uint8Array(32), pseudonymKey: keys.pseudonymKey };
  const card = staffCardText({ fair: fair.id, secret: randomBytes(32) });
  await enrol(
    folder,
    { fair, slot: 1, signed: signFair(fair, keys.signingKey) },
    secrets,
    card,
    randomBytes,
  );
  store = await open();
  store.ledger.append(
    [{ happening: { kind: 'checkin', what: { means: 'card', lane: 'self' } }, person: PERSON }],
    () => {
      store?.people.putBox(PERSON, 'identity', BOX, 0);
      store?.people.putProfile(PERSON, {
        maskedName: '王*芳',
        surname: { text: '王', title: 'ms' },
        about: {},
        reissue: 0,
      });
    },
  );
  await store.backup();
});
afterEach(async () => {
  store?.close();
  await rm(folder, { recursive: true });
});

const retirement = () => ({
  about: {
    fair: { id: fair.id, ...fair.name, organiser: fair.organiser.zh },
    station: { slot: 1, zh: '一号入口', en: 'Gate 1' },
    keepUntil: fair.keepUntil,
    utcOffsetMinutes: fair.utcOffsetMinutes,
    signedMs: AFTER,
    doneMs: AFTER + 60_000,
  },
  sealed: SEALED,
  lists: 'people',
  saved: 'saved',
});

const open = (): Promise<Store> =>
  storeIn(folder, { fair: fair.id, slot: 1, now: Date.now, randomBytes });

async function filesWith(bytes: Buffer): Promise<string[]> {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true });
  const found = [];
  for (const entry of entries.filter((each) => each.isFile())) {
    const content = await readFile(join(entry.parentPath, entry.name));
    if (content.includes(bytes)) found.push(entry.name);
  }
  return found;
}

describe('the end of a fair', () => {
  it('destroys keys, boxes, profiles and backups, and keeps facts and figures', async () => {
    const head = store?.ledger.head;
    store?.close();
    await writeFile(join(folder, 'people.pack'), 'closed');
    await mkdir(join(folder, 'people', 'one'), { recursive: true });
    await writeFile(join(folder, 'people', 'one', 'people.db'), BOX);
    expect((await filesWith(BOX)).length).toBeGreaterThan(2);
    const retired = await retire(folder, retirement());
    expect(retired).toMatchObject({
      ok: true,
      value: {
        done: true,
        destroyed: { keys: true, boxes: 1, profiles: 1, registrations: 0 },
        certificate: {
          station: { slot: 1, zh: '一号入口' },
          facts: 1,
          destroyed: { boxes: 1, profiles: 1, backups: 1, lists: 1, savedFiles: 0 },
        },
      },
    });
    expect(await filesWith(BOX)).toEqual([]);
    expect(await filesWith(Buffer.from('王*芳'))).toEqual([]);
    expect(existsSync(join(folder, ENROLMENT_FILE))).toBe(false);
    expect(existsSync(join(folder, 'people.pack'))).toBe(false);
    store = await open();
    expect(store.ledger.head).toEqual(head);
    expect(store.ledger.verify().ok).toBe(true);
    expect(store.ledger.tally('all', 'attendees')).toBe(1);
  });

  it('does not start while the station is running', async () => {
    expect(await retire(folder, retirement())).toEqual({
      ok: false,
      fault: { kind: 'folder-in-use' },
    });
    expect(existsSync(join(folder, ENROLMENT_FILE))).toBe(true);
    expect(await readRetired(folder)).toBeUndefined();
  });

  it('can run a second time, and reports what the first found', async () => {
    store?.close();
    const first = await retire(folder, retirement());
    expect(await retire(folder, retirement())).toEqual(first);
    store = undefined;
  });

  it.each([
    ['the day after, by the organiser’s signature', () => AFTER, true],
    ['the last day itself', () => AFTER - 1, false],
  ])('checks the date: %s', (_, ms, expected) => {
    expect(isOver(fair, signTime(fair, ms(), keys.signingKey)).ok).toBe(expected);
  });

  it('needs the organiser’s signature, for this fair', () => {
    expect(isOver(fair, signTime(fair, AFTER, keys.pseudonymKey))).toEqual({
      ok: false,
      fault: { kind: 'forged' },
    });
    const early = signTime(fair, AFTER - 1, keys.signingKey);
    expect(isOver(fair, { ...early, ms: AFTER })).toEqual({ ok: false, fault: { kind: 'forged' } });
    expect(isOver(fair, signTime({ id: '00000001' }, AFTER, keys.signingKey))).toEqual({
      ok: false,
      fault: { kind: 'other-fair' },
    });
  });
});
