import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { logOf, noteOpening, verifyOpenings } from './organiser-log.ts';

let folder = '';
let file = '';
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'chunfeng-log-'));
  file = join(folder, 'organiser.json');
});
afterEach(() => rm(folder, { recursive: true }));

describe('the log beside the organiser’s file', () => {
  it('records each time its keys were opened, by which command and when', async () => {
    await noteOpening(file, '/anywhere/followup-list.ts', 1_000);
    await noteOpening(file, '/anywhere/contacts-release.ts', 2_000);
    expect(await verifyOpenings(file)).toEqual({ whole: true, count: 2 });
    const log = await readFile(logOf(file), 'utf8');
    expect(log).toContain('followup-list');
    expect(log).toContain('contacts-release');
  });

  it('shows that a line was removed', async () => {
    for (const ms of [1, 2, 3]) await noteOpening(file, 'followup-list.ts', ms);
    const [first, , third] = (await readFile(logOf(file), 'utf8')).split('\n');
    await writeFile(logOf(file), `${first}\n${third}\n`);
    expect(await verifyOpenings(file)).toEqual({ whole: false, count: 2 });
  });
});
