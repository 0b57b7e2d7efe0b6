import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { readXlsx } from 'hucre/xlsx';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { newPassphrase, organiserFile } from '../../electron/station/keys/fair-pack.ts';
import { randomness } from '../../electron/station/keys/randomness.ts';
import { sealerFor } from '../../electron/station/keys/seal.ts';
import { verifyOpenings } from '../../electron/commands/organiser-log.ts';
import { releasedContacts } from '../../electron/station/organiser/released-contacts.ts';
import { uploadsFromStick, factsForStick } from '../../electron/station/sync/facts-on-a-stick.ts';
import { signFair } from '../../electron/station/keys/signed-fair.ts';
import { keepFair } from '../../server/fairs/fairs.ts';
import { openRelay } from '../../server/relay/relay.ts';
import { contactsSchema, type Contacts } from '../../shared/sync/contacts.ts';
import { shortCode } from '../../shared/pass.ts';
import { phoneContent } from '../../shared/sync/boxes.ts';
import { type Central, central, MORNING_MS, personOf } from '../central.ts';
import { succeeds } from '../commands/terminal.ts';

/** Sealed boxes on their way to the organiser, and what an employer gets from them. */

const GATE = 1;
const BOOTHS = 4;
const WANG = personOf(1);
const LI = personOf(2);

let folder = '';
let at: Central;

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'chunfeng-boxes-'));
});
afterEach(async () => {
  await at.close();
  await rm(folder, { recursive: true });
});

/** 王 agrees that employers may have the number, 李 does not; both leave a résumé. */
async function morning(boxesToServer: boolean): Promise<void> {
  at = await central(folder, undefined, { boxesToServer });
  const checkin = { kind: 'checkin', what: { means: 'card', lane: 'self' } } as const;
  await at.write(GATE, [
    { happening: checkin, person: WANG },
    { happening: checkin, person: LI },
  ]);
  await leavePhone(WANG, '王小芳', { phone: '13800138000', share: true });
  await leavePhone(LI, '李大海', { phone: '13900139000', share: false });
  const what = { booth: 'A01', post: 'A01-1' };
  await at.write(BOOTHS, [
    { happening: { kind: 'resume', what }, person: WANG },
    { happening: { kind: 'resume', what }, person: LI },
  ]);
}

async function leavePhone(
  person: string,
  name: string,
  content: Parameters<typeof phoneContent>[0],
  stampMs = MORNING_MS,
): Promise<void> {
  const { id, sealingKey } = at.sample.fair;
  const seal = await sealerFor(Buffer.from(sealingKey, 'base64url'));
  const { people } = await at.storeOf(GATE);
  const label = { fair: id, pseudonym: person } as const;
  const identity = await seal(
    { ...label, holds: 'identity' },
    JSON.stringify({ name, number: 'x' }),
  );
  people.putBox(person, 'identity', identity, stampMs);
  people.putBox(
    person,
    'phone',
    await seal({ ...label, holds: 'phone' }, phoneContent(content)),
    stampMs,
  );
}

async function contacts(server: Pick<Central, 'url' | 'token'> = at): Promise<Contacts> {
  const answer = await fetch(new URL(`/v1/fairs/${at.sample.fair.id}/contacts`, server.url), {
    headers: { authorization: `Bearer ${server.token}` },
  });
  return contactsSchema.parse(await answer.json());
}

const released = (reply: Contacts) =>
  releasedContacts(at.sample.fair, at.sample.keys.sealingKey, reply);

describe('a contact', () => {
  it('is released only with consent, to the employer with the résumé', async () => {
    await morning(true);
    await at.sync(GATE);
    await at.sync(BOOTHS);
    expect(await released(await contacts())).toEqual([
      {
        booth: 'A01',
        withheld: 1,
        people: [
          {
            number: shortCode(WANG),
            name: '王小芳',
            phone: '13800138000',
            posts: [at.sample.fair.booths[0]?.posts[0]?.zh],
          },
        ],
      },
    ]);
  });

  it('is withheld once its owner withdraws the consent', async () => {
    await morning(true);
    await at.sync(GATE);
    await at.sync(BOOTHS);
    await leavePhone(WANG, '王小芳', { phone: '13800138000', share: false }, MORNING_MS + 1);
    await at.sync(GATE);
    expect(await released(await contacts())).toEqual([{ booth: 'A01', people: [], withheld: 2 }]);
  });

  it('comes on a stick where the server keeps no boxes', async () => {
    await morning(false);
    await at.sync(GATE);
    await at.sync(BOOTHS);
    const reply = await contacts();
    expect(reply.boxes).toEqual([]);
    const { fair, keys } = at.sample;
    const passSeed = keys.passKeys.get(GATE);
    if (!passSeed) throw new Error('no key');
    const store = await at.storeOf(GATE);
    const file = await factsForStick({ fair, slot: GATE, passSeed, store });
    const read = await uploadsFromStick(file, fair, keys.sealingKey);
    if (!read.ok) throw new Error(read.fault.kind);
    const boxes = read.value.uploads.flatMap((upload) => upload.boxes ?? []);
    const [first] = await released({ ...reply, boxes });
    expect(first?.people.map(({ phone }) => phone)).toEqual(['13800138000']);
  });
});

describe('an organiser with sticks', () => {
  /** Both stations' files, and the organiser's own. */
  async function onTheDesk(): Promise<{ files: string[]; options: string[] }> {
    const { fair, keys } = at.sample;
    const files: string[] = [];
    for (const slot of [GATE, BOOTHS]) {
      const passSeed = keys.passKeys.get(slot);
      if (!passSeed) throw new Error('no key');
      const file = join(folder, `facts-${slot}.json`);
      const store = await at.storeOf(slot);
      await writeFile(file, await factsForStick({ fair, slot, passSeed, store }));
      files.push(file);
    }
    const organiser = join(folder, 'organiser.json');
    const passphrase = join(folder, 'passphrase');
    const secret = newPassphrase(randomness());
    const passKeys = [...keys.passKeys].map(([slot, seed]) => ({ slot, seed }));
    await writeFile(passphrase, secret);
    const file = await organiserFile(fair, { ...keys, passKeys }, secret, randomness());
    await writeFile(organiser, JSON.stringify(file));
    return { files, options: [`--organiser=${organiser}`, `--passphrase-file=${passphrase}`] };
  }

  it('gets a workbook for each employer: those who agreed, and how many did not', async () => {
    await morning(false);
    const { files, options } = await onTheDesk();
    const out = join(folder, 'contacts');
    const said = await succeeds('contacts release', [...options, `--out=${out}`, ...files]);
    expect(said).toContain('1 人 people；1 人没有同意');
    const { sheets } = await readXlsx(await readFile(join(out, 'contacts-A01.xlsx')));
    expect(sheets[0]?.rows.slice(1).map((row) => row.slice(1, 3))).toEqual([
      ['王小芳', '13800138000'],
    ]);
  });

  it('releases nobody who was erased after a stick was written', async () => {
    await morning(false);
    const before = await onTheDesk();
    const old = join(folder, 'old.json');
    await writeFile(old, await readFile(before.files[0] ?? ''));
    await (await at.storeOf(GATE)).erase(WANG);
    const { files, options } = await onTheDesk();
    const out = join(folder, 'contacts');
    const said = await succeeds('contacts release', [...options, `--out=${out}`, old, ...files]);
    expect(said).toContain('没有人同意');
  });

  it('lists the services owed to each key-group member, and all intents', async () => {
    await morning(false);
    await at.write(GATE, [
      {
        happening: {
          kind: 'checkin',
          what: {
            means: 'card',
            lane: 'self',
            about: { groups: { value: ['veteran', 'migrant'], from: 'staff' } },
          },
        },
        person: LI,
      },
    ]);
    const post = 'A01-1';
    const intent = { booth: 'A01', post, supersedes: [] };
    await at.write(BOOTHS, [
      { happening: { kind: 'service', what: { desk: 'career', step: 'talk' } }, person: LI },
      { happening: { kind: 'service', what: { desk: 'career', step: 'post-1' } }, person: LI },
      { happening: { kind: 'intent', what: { ...intent, step: 'agreed' } }, person: WANG },
      { happening: { kind: 'intent', what: { ...intent, step: 'declined' } }, person: LI },
    ]);
    const { files, options } = await onTheDesk();
    const out = join(folder, 'followup.xlsx');
    const pages = join(folder, 'pages.html');
    const messages = join(folder, 'sms.csv');
    await succeeds('followup list', [
      ...options,
      `--out=${out}`,
      `--pages=${pages}`,
      `--messages=${messages}`,
      ...files,
    ]);
    const [groups, intents] = (await readXlsx(await readFile(out))).sheets;
    expect(groups?.rows.slice(1).map((row) => row.slice(1))).toEqual([
      ['李大海', '13900139000', '退役军人、进城务工人员', '已完成', '还差 2 次', '未做', '未做'],
    ]);
    const [booth] = at.sample.fair.booths;
    expect(intents?.rows.slice(1).map((row) => row.slice(1))).toEqual([
      ['王小芳', '13800138000', 'A01', booth?.employer, booth?.posts[0]?.zh, '就业意向协议'],
    ]);
    expect((await verifyOpenings(join(folder, 'organiser.json'))).count).toBeGreaterThan(0);
    const printed = await readFile(pages, 'utf8');
    expect(printed.match(/<section>/g)).toHaveLength(2);
    expect(printed).toContain('<h1>李大海</h1>');
    expect(await readFile(messages, 'utf8')).toMatch(
      /^\u{feff}手机,姓名,编号,意向单位,待办帮扶\r\n13[89]/u,
    );
  });
});

describe('a box at the server', () => {
  it('is erased with its person, and refused from stations that missed the erasure', async () => {
    await morning(true);
    await at.sync(GATE);
    const gate = await at.storeOf(GATE);
    const late = gate.people.boxes();
    await gate.erase(WANG);
    await at.sync(GATE);
    const left = async () => (await contacts()).boxes.map(({ pseudonym }) => pseudonym);
    expect(new Set(await left())).toEqual(new Set([LI]));
    for (const { pseudonym, holds, sealed, stampMs } of late) {
      gate.people.putBox(pseudonym, holds, sealed, stampMs);
    }
    await at.sync(GATE);
    expect(new Set(await left())).toEqual(new Set([LI]));
  });

  it('is sent again to a server restored from a backup', async () => {
    await morning(true);
    const sync = await at.sync(GATE);
    expect((await contacts()).boxes).toHaveLength(4);
    await at.storage.db.deleteFrom('box').execute();
    await at.storage.db.deleteFrom('fact').execute();
    await at.storage.db.deleteFrom('branch').execute();
    await at.storage.db.deleteFrom('tally').execute();
    await sync.again();
    // The exchange that ends first may have begun before the rows were deleted.
    await expect.poll(async () => (await contacts()).boxes.length).toBe(4);
  });

  it('waits at the entrance while the server’s revision accepts no boxes', async () => {
    await morning(true);
    const { fair, keys } = at.sample;
    // The server still has the earlier revision.
    await at.storage.db.deleteFrom('fair').execute();
    await keepFair(at.storage, signFair({ ...fair, boxesToServer: false }, keys.signingKey));
    const sync = await at.sync(GATE);
    const gate = await at.storeOf(GATE);
    expect(gate.people.waitingBoxes(10)).toHaveLength(4);
    await keepFair(at.storage, signFair({ ...fair, revision: 2 }, keys.signingKey));
    await sync.again();
    // The exchange that ends first may have begun before the revision arrived.
    await expect.poll(() => gate.people.waitingBoxes(10)).toEqual([]);
    expect((await contacts()).boxes).toHaveLength(4);
  });

  it('is refused unless signed by the entrance that sealed it', async () => {
    await morning(true);
    await at.sync(GATE);
    const forged = await at.forgeBox(GATE);
    expect(forged).toBe('not-signed');
  });

  it('reaches the server through a hall’s hub', async () => {
    await morning(true);
    await at.sync(GATE);
    const centre = await central(join(folder, 'above'), undefined, { boxesToServer: true });
    let relay: ReturnType<typeof openRelay> | undefined;
    await new Promise<void>((resolve) => {
      relay = openRelay({
        storage: at.storage,
        upstream: centre.url,
        fetch,
        patienceMs: 60_000,
        now: Date.now,
        chance: () => 0.5,
        onState: (state) => {
          if (state.at === 'up-to-date') resolve();
        },
      });
    });
    relay?.close();
    expect(await contacts(centre)).toEqual(await contacts());
    await centre.close();
  });
});
