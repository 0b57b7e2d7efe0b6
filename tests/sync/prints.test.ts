import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { readXlsx } from 'hucre/xlsx';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { sealInto } from '../../electron/station/organiser/seal-into.ts';
import { randomness } from '../../electron/station/keys/randomness.ts';
import type { PrintJob } from '../../shared/contract/prints.ts';
import { type Central, central, MORNING_MS } from '../central.ts';
import { numberOf } from '../people-list.ts';
import { organiserHere } from './organiser-here.ts';

/** What is printed before the fair, at the organiser's station. */

let folder = '';
let at: Central;
let here: Awaited<ReturnType<typeof organiserHere>>;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'chunfeng-prints-'));
  at = await central(folder, undefined);
  here = await organiserHere(at, folder);
});
afterEach(async () => {
  await here.close();
  await at.close();
  await rm(folder, { recursive: true });
});

const open = () => here.ask('setup.openSample', {});
async function made(job: PrintJob): Promise<string> {
  const printed = await here.ask('prints.make', job);
  if (!printed.ok) throw new Error(printed.fault.kind);
  return printed.value.html;
}
const booths = (zone: string, parts = { cards: true, tally: true }): PrintJob => ({
  what: 'booths',
  zone,
  ...parts,
});

describe('a print job', () => {
  it('needs the keys, which sign what it prints', async () => {
    expect(await here.ask('prints.make', booths(''))).toMatchObject({ fault: { kind: 'locked' } });
  });

  it('has the cards of one zone’s booths and no others', async () => {
    await open();
    const page = await made(booths('A区'));
    for (const { code, zone } of at.sample.fair.booths) {
      expect(page.includes(`<b>${code}</b>`)).toBe(zone === 'A区');
    }
    expect(page.match(/<svg/g)?.length).toBeGreaterThan(10);
    expect(page).not.toContain('@font-face');
  });

  it('has no code on tally sheets alone, and no booth beside cards of desks', async () => {
    await open();
    expect(await made(booths('A区', { cards: false, tally: true }))).not.toContain('<svg');
    const desks = await made({ what: 'desks' });
    expect(desks.match(/<svg/g)?.length).toBe(at.sample.fair.desks.length);
  });

  it('makes as many blank passes as were asked for, each with a code of its own', async () => {
    await open();
    const page = await made({ what: 'blanks', count: 25 });
    const codes = page.match(/class="code">[^<]+/g) ?? [];
    expect(new Set(codes).size).toBe(25);
  });

  it('says that an older fair’s staff card cannot be made again', async () => {
    await open();
    expect(await here.ask('prints.make', { what: 'staff-card' })).toMatchObject({
      fault: { kind: 'no-root' },
    });
  });
});

describe('the table of codes', () => {
  it('puts each code beside the name and phone of its person', async () => {
    const { fair, keys } = at.sample;
    const phones = ['13800138000', undefined, '13912345678'];
    const sealed = await sealInto({
      fair,
      keys: { ...keys, passKeys: [] },
      list: phones.map((phone, n) => ({
        name: `王某${n}`,
        number: numberOf(n),
        ...(phone !== undefined && { phone }),
        about: {},
      })),
      folder: join(folder, 'station'),
      nowMs: MORNING_MS,
      randomBytes: randomness(),
      signal: new AbortController().signal,
      onProgress: () => undefined,
    });
    expect(sealed?.people).toBe(3);
    const [kept] = await here.ask('prints.lists', {});
    expect(kept).toMatchObject({ people: 3 });
    const list = kept?.list ?? '';
    expect(await here.ask('prints.codes', { list })).toMatchObject({ fault: { kind: 'locked' } });
    await open();
    expect(await here.ask('prints.codes', { list: '../station' })).toMatchObject({
      fault: { kind: 'gone' },
    });
    const table = await here.ask('prints.codes', { list });
    if (!table.ok || table.value.how !== 'page') throw new Error('no table');
    const { sheets } = await readXlsx(Buffer.from(table.value.base64, 'base64'));
    const [head = [], ...rows] = sheets[0]?.rows ?? [];
    expect(head.slice(1, 4)).toEqual(['姓名', '手机号', '报名码']);
    expect(rows.map((row) => row[1])).toEqual(['王某0', '王某1', '王某2']);
    expect(rows.map((row) => row[2] ?? '')).toEqual(['13800138000', '', '13912345678']);
    expect(rows.every((row) => String(row[3]).startsWith('CFR1:'))).toBe(true);
  });
});
