import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { z } from 'zod';
import {
  type CallInput,
  type CallName,
  type CallOutput,
  calls,
  type StationEvent,
} from '../../../shared/contract/calls.ts';
import { MOST_ON_PAPER } from '../../../shared/authority.ts';
import type { Result } from '../../../shared/result.ts';
import type { StationDoor } from '../open/station-door.ts';
import { openSampleStation } from '../sample/sample-station.ts';

/** What staff do behind their PIN, at a real station of the sample fair. */

let folder = '';
let door: StationDoor;
let key = '';
let events: StationEvent['name'][] = [];
beforeEach(async () => {
  troubles = [];
  mayFail = false;
  folder = await mkdtemp(join(tmpdir(), 'chunfeng-staff-'));
  await open(4);
});
afterEach(async () => {
  await door.close();
  await rm(folder, { recursive: true });
});

let troubles: string[] = [];
/** Some tests break the disk on purpose. */
let mayFail = false;

async function open(slot: number): Promise<void> {
  const opened = await openSampleStation({
    resources: join(import.meta.dirname, '../../../resources'),
    folder,
    slot,
    version: 'test',
    canLeave: false,
    onTrouble(what, error) {
      if (!mayFail) throw new Error(what, { cause: error });
      troubles.push(what);
    },
  });
  if (!opened.ok) throw new Error(opened.fault.kind);
  door = opened.value;
  events = [];
  door.onEvent(({ name }) => events.push(name));
  key = good(await call('staff.open', { pin: '2580' })).key;
}

const outputs: { readonly [N in CallName]: { readonly output: z.ZodType<CallOutput<N>> } } = calls;

async function call<N extends CallName>(name: N, input: CallInput<N>): Promise<CallOutput<N>> {
  const reply = await door.dispatch(name, input);
  if (!reply.ok) throw new Error(reply.fault.kind);
  return outputs[name].output.parse(reply.value);
}

function good<T>(answer: Result<T, { readonly kind: string }>): T {
  if (!answer.ok) throw new Error(answer.fault.kind);
  return answer.value;
}

const hello = async () => {
  const greeting = await call('station.hello', {});
  if (greeting.state !== 'open') throw new Error(greeting.state);
  return greeting.station.role;
};
const faultOf = (answer: Result<unknown, { readonly kind: string }>): string | undefined =>
  answer.ok ? undefined : answer.fault.kind;

const done = { ok: true, value: {} };
const sheet = { booth: 'A07', visits: 40, resumes: 12, source: '17', enteredBy: '王' };

describe('counts from paper', () => {
  it('keep their source and name, separate from scanned counts', async () => {
    expect(await call('staff.enterPaper', { key, ...sheet })).toEqual(done);
    const { entries } = good(await call('staff.paper', { key }));
    expect(entries).toMatchObject([{ ...sheet, takenBack: false }]);
    const { today } = good(await call('staff.status', { key }));
    expect(today.attendees).toBe(0);
  });

  it('are refused for another station’s booth, and above the bound (P5, P14)', async () => {
    const refused = [
      { ...sheet, booth: 'B07' },
      { ...sheet, visits: MOST_ON_PAPER + 1 },
    ];
    for (const each of refused) {
      expect(faultOf(await call('staff.enterPaper', { key, ...each }))).toBe('not-allowed');
    }
    const { booths, entries } = good(await call('staff.paper', { key }));
    expect(booths.map(({ code }) => code[0])).toEqual(Array.from({ length: 12 }, () => 'A'));
    expect(entries).toEqual([]);
  });

  it('of one sheet are entered once, and again only after an undo', async () => {
    await call('staff.enterPaper', { key, ...sheet });
    const again = { key, ...sheet, visits: 41 };
    expect(await call('staff.enterPaper', again)).toMatchObject({
      fault: { kind: 'entered-before' },
    });
    const fact = good(await call('staff.paper', { key })).entries[0]?.fact ?? '';
    expect(await call('staff.undoPaper', { key, fact })).toEqual(done);
    expect(await call('staff.undoPaper', { key, fact })).toMatchObject({ fault: { kind: 'gone' } });
    expect(await call('staff.enterPaper', again)).toEqual(done);
  });

  it('of an unknown booth, without content or without a PIN are refused', async () => {
    const faults = [
      await call('staff.enterPaper', { key, ...sheet, booth: 'Z99' }),
      await call('staff.enterPaper', { key, booth: 'B07', source: '1', enteredBy: '王' }),
      await call('staff.enterPaper', { ...sheet, key: '0'.repeat(32) }),
    ].map(faultOf);
    expect(faults).toEqual(['no-such-booth', 'nothing', 'staff-only']);
  });
});

describe('a station’s role', () => {
  it('changes permanently with the organiser’s PIN, and the audit log records it', async () => {
    expect(await call('staff.role', { key, role: 'desk', pin: '85208520' })).toEqual({
      ok: true,
      value: { role: 'desk' },
    });
    expect(events).toContain('role');
    expect(await hello()).toBe('desk');
    expect((await call('desk.face', {})).desks).toHaveLength(5);
    await door.close();
    await open(4);
    expect(await hello()).toBe('desk');
    key = good(await call('staff.open', { pin: '2580' })).key;
    const { whole, entries } = good(await call('staff.audit', { key }));
    expect(whole).toBe(true);
    expect(entries).toContainEqual(
      expect.objectContaining({ did: 'role-changed', about: '招聘展位 → 服务台' }),
    );
  });

  it('does not change with the staff’s PIN, and locks after five wrong ones', async () => {
    const tries = [];
    for (let n = 0; n < 6; n += 1) {
      tries.push(faultOf(await call('staff.role', { key, role: 'desk', pin: '2580' })));
    }
    expect(tries).toEqual([...Array<string>(4).fill('wrong-pin'), 'locked', 'locked']);
    expect(await hello()).toBe('booth');
  });

  it('is never an entrance without an entrance’s keys', async () => {
    expect(await call('staff.role', { key, role: 'entrance', pin: '85208520' })).toMatchObject({
      fault: { kind: 'not-possible' },
    });
  });
});

describe('a disk that fails', () => {
  it('makes “back up now” say so, and staff find a notice', async () => {
    mayFail = true;
    // In the place of the folder for backups.
    await rm(join(folder, 'backups'), { recursive: true, force: true });
    await writeFile(join(folder, 'backups'), '');
    expect(faultOf(await call('staff.backup', { key }))).toBe('backup-failed');
    expect(troubles).toEqual(['staff']);
    const { notices } = good(await call('staff.status', { key }));
    expect(notices).toMatchObject([{ kind: 'ledger-failing' }]);
  });

  // Windows removes no file that a program holds open.
  it.skipIf(process.platform === 'win32')(
    'under a running station is reported to staff before anybody counts as saved',
    async () => {
      mayFail = true;
      await rm(join(folder, 'station.db'));
      expect(faultOf(await call('staff.enterPaper', { key, ...sheet }))).toBe('not-saved');
      const { notices } = good(await call('staff.status', { key }));
      expect(notices.map(({ kind }) => kind)).toContain('ledger-gone');
      expect(notices.map(({ kind }) => kind)).toContain('ledger-failing');
    },
  );
});
