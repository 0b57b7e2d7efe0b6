import { mkdir, mkdtemp, readdir, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { CODES_FILE, ROSTERS } from '../people/keep-roster.ts';
import { lastRoster } from './last-roster.ts';

let folder = '';
const lists = () => readdir(join(folder, ROSTERS));

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'chunfeng-lists-'));
  for (const name of ['2027-02-20-0900-0001', '2027-02-20-1000-0002']) {
    await mkdir(join(folder, ROSTERS, name), { recursive: true });
    await writeFile(join(folder, ROSTERS, name, CODES_FILE), '报名码');
  }
});
afterEach(() => rm(folder, { recursive: true }));

const second = { folder: '2027-02-20-1000-0002', people: 30 };

it('undoes the last imported list as a whole, also after a restart (T77)', async () => {
  await (await lastRoster(folder)).keep(second);
  const last = await lastRoster(folder);
  expect(last.people()).toBe(30);
  expect(await last.undo()).toBe(30);
  expect(await lists()).toEqual(['2027-02-20-0900-0001']);
});

it('undoes an import once (T77)', async () => {
  const last = await lastRoster(folder);
  await last.keep(second);
  await last.undo();
  expect(last.people()).toBeUndefined();
  expect(await last.undo()).toBeUndefined();
  expect((await lastRoster(folder)).people()).toBeUndefined();
});

it('does not offer a list whose folder somebody has moved away (T77)', async () => {
  await (await lastRoster(folder)).keep(second);
  await rm(join(folder, ROSTERS, second.folder), { recursive: true });
  expect((await lastRoster(folder)).people()).toBeUndefined();
});

it('does not say that it undid a list whose folder went meanwhile (T77)', async () => {
  const last = await lastRoster(folder);
  await last.keep(second);
  await rm(join(folder, ROSTERS, second.folder), { recursive: true });
  expect(await last.undo()).toBeUndefined();
});

it('finishes at the next start what was taken away by halves (T77)', async () => {
  await mkdir(join(folder, ROSTERS, '.going-away'));
  await lastRoster(folder);
  expect(await lists()).not.toContain('.going-away');
});
