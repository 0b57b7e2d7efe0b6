import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { beforeEach, describe, expect, it } from 'vitest';
import { MOST_BYTES, type SetUpWork } from '../../../shared/contract/setup.ts';
import { type Fair, fairSchema } from '../../../shared/fair.ts';
import { type SteppedTimers, steppedTimers } from '../clock/testing/stepped-timers.ts';
import { chosenAnew } from './employers-staged.ts';
import { keptReading } from '../../../shared/tables/employers/kept-reading.ts';
import type { OpenedKeys } from '../keys/own-keys.ts';
import { type SetUpBench, setUpBench } from './set-up-bench.ts';

const MINUTE = 60_000;
const seed = new Uint8Array(32);
const nobody = {
  tables: [],
  rows: [],
  people: [],
  findings: [],
  workbook: { sheets: [] },
  bytes: seed,
};
const list = {
  is: 'people',
  roster: nobody,
  fileName: '',
  refused: 0,
  choices: { columns: {} },
  undo: [],
  redo: [],
} as const;
const employers = () => {
  const empty = { bytes: seed, workbook: { sheets: [] }, fileName: '', kept: keptReading() };
  const table = { ...chosenAnew(empty, fair, {}), signature: '', carried: 0 };
  return { is: 'employers', table, undo: [], redo: [] } as const;
};
const keys: OpenedKeys = {
  keys: { sealingKey: seed, signingKey: seed, pseudonymKey: seed, passKeys: [] },
};
let fair: Fair;
let timers: SteppedTimers;
let bench: SetUpBench;
let shown: (SetUpWork | null)[];
let troubles: unknown[];

beforeEach(async () => {
  const file = join(import.meta.dirname, '../../../resources/fairs/street-market/fair.json');
  fair = fairSchema.parse(JSON.parse(await readFile(file, 'utf8')));
  timers = steppedTimers();
  shown = [];
  troubles = [];
  bench = setUpBench({
    revisions: { newest: () => fair, other: () => undefined },
    sample: false,
    undone: () => undefined,
    lastPeople: () => undefined,
    emit(event) {
      if (event.name === 'setup') shown.push(event.payload.work);
    },
    timers,
    onTrouble: (error) => troubles.push(error),
  });
});

describe('an organiser’s opened keys', () => {
  it('are forgotten after fifteen minutes without use, together with the uploaded file', async () => {
    bench.unlock(keys);
    bench.begin('people', 10);
    const signal = bench.signal();
    await timers.pass(14 * MINUTE);
    bench.touch();
    await timers.pass(14 * MINUTE);
    expect(bench.opened()).toBe(keys);
    await timers.pass(MINUTE);
    expect(bench.opened()).toBeUndefined();
    expect(bench.draft()).toBeUndefined();
    expect(signal.aborted).toBe(true);
    expect(bench.state()).toMatchObject({ open: null, work: null });
  });

  it('leave a table of employers as it was, for the person who opens them again', async () => {
    bench.unlock(keys);
    bench.put(employers());
    await timers.pass(15 * MINUTE);
    expect(bench.opened()).toBeUndefined();
    bench.unlock(keys);
    expect(bench.draft()).toMatchObject({ is: 'employers' });
    bench.lock();
    expect(bench.draft()).toBeUndefined();
  });

  it('stay forgotten when a touch comes too late', async () => {
    bench.unlock(keys);
    bench.lock();
    bench.touch();
    await timers.pass(60 * MINUTE);
    expect(shown).toEqual([null, null]);
  });
});

describe('an uploaded file', () => {
  it('is refused while the keys are closed', () => {
    expect(bench.begin('employers', 10)).toEqual({ ok: false, fault: { kind: 'locked' } });
    expect(bench.draft()).toBeUndefined();
  });

  it.each([
    [0, 'empty'],
    [MOST_BYTES + 1, 'too-large'],
  ] as const)('of %i bytes is refused as %s', (bytes, why) => {
    bench.unlock(keys);
    bench.begin('employers', bytes);
    expect(shown).toEqual([null, { at: 'refused', why }]);
    expect(bench.draft()).toBeUndefined();
  });

  it('replaces the previous file, and stops work on that', () => {
    bench.unlock(keys);
    bench.put(list);
    const signal = bench.signal();
    bench.begin('employers', 10);
    expect(signal.aborted).toBe(true);
    expect(bench.draft()).toMatchObject({ is: 'arriving', what: 'employers' });
  });

  it('stays when work on an earlier file ends late', () => {
    bench.put(employers());
    bench.finish(list);
    expect(bench.draft()).toMatchObject({ is: 'employers' });
  });
});

describe('work in the background', () => {
  it('that fails shows as failed, and goes to the log', async () => {
    bench.inBackground(Promise.reject(new Error('disk')));
    await timers.pass(0);
    expect(shown).toEqual([{ at: 'refused', why: 'failed' }]);
    expect(troubles).toEqual([new Error('disk')]);
  });

  it('reports a cancellation only if something was running', () => {
    bench.cancel();
    expect(shown).toEqual([]);
    bench.show({ at: 'checking' });
    bench.cancel();
    expect(shown.at(-1)).toEqual({ at: 'cancelled' });
  });
});
