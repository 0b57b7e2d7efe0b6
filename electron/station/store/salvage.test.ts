import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { refOf } from '../../../shared/facts.ts';
import { LEDGER_FILE } from './damage.ts';
import { findIn } from './found.ts';
import type { Store } from './store.ts';
import { comeIn, FAIR, personOf } from './testing/data-folder.ts';
import { countedBytes, storeIn } from './testing/store-in.ts';

const PAGE = 4_096;

let folder = '';
let nowMs = 1_803_690_000_000;
let runs = 0;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'chunfeng-salvage-'));
});
afterEach(() => rm(folder, { recursive: true }));

function open(): Promise<Store> {
  runs += 1;
  return storeIn(folder, {
    fair: FAIR,
    slot: 1,
    now: () => (nowMs += 1_000),
    randomBytes: countedBytes(`run ${runs}`),
    moment: () => ({ day: '2027-02-27', time: '09:00' }),
  });
}

const ledgerFile = (): string => join(folder, LEDGER_FILE);

/** A closed ledger of so many people, and the facts on each of its pages. */
async function ledgerOf(people: number) {
  const store = await open();
  comeIn(store, people);
  store.settings.setLane('express');
  const { incarnation } = store.ledger;
  store.close();
  const bytes = await readFile(ledgerFile());
  return { bytes, incarnation, pages: bytes.length / PAGE };
}

async function damage(bytes: Buffer, spoil: (copy: Buffer) => unknown): Promise<void> {
  const copy = Buffer.from(bytes);
  spoil(copy);
  await writeFile(ledgerFile(), copy);
}

const zeroed =
  (page: number) =>
  (copy: Buffer): Buffer =>
    copy.fill(0, page * PAGE, (page + 1) * PAGE);

/** The sequence numbers of the facts whose text stands on that page. */
function seqsOn(bytes: Buffer, page: number): number[] {
  const text = bytes.subarray(page * PAGE, (page + 1) * PAGE).toString('latin1');
  return [...text.matchAll(/"seq":(\d+)/g)].map(([, seq]) => Number(seq));
}

describe('a damaged page of a ledger without a backup', () => {
  it('costs the facts on it and no others, whichever page it is', async () => {
    const { bytes, pages } = await ledgerOf(50);
    for (let page = 0; page < pages; page += 1) {
      await damage(bytes, zeroed(page));
      const seqs = findIn([ledgerFile()], FAIR).facts.map(({ envelope }) => envelope.seq);
      expect([page, seqs.length + seqsOn(bytes, page).length]).toEqual([page, 50]);
    }
  });

  it('is lost only as far as something was written over it', async () => {
    const { bytes, pages } = await ledgerOf(50);
    let cost = 0;
    let halves = 0;
    for (let page = 1; page < pages; page += 1) {
      const count = seqsOn(bytes, page).length;
      if (count === 0) continue;
      await damage(bytes, (copy) => copy.fill(0xa5, page * PAGE + PAGE / 2, (page + 1) * PAGE));
      const { facts } = findIn([ledgerFile()], FAIR);
      cost += count;
      halves += 50 - facts.length;
      // And where its own list of rows is gone.
      await damage(bytes, (copy) => copy.fill(0, page * PAGE, page * PAGE + 512));
      expect(50 - findIn([ledgerFile()], FAIR).facts.length).toBeLessThanOrEqual(1);
    }
    expect(halves).toBeLessThan(cost);
  });

  it('leaves all other people, figures, boxes and settings where they were', async () => {
    const { bytes, incarnation, pages } = await ledgerOf(50);
    const page = Array.from({ length: pages }, (_, i) => i).find((i) =>
      seqsOn(bytes, i).includes(25),
    );
    const gone = seqsOn(bytes, page ?? 0);
    await damage(bytes, zeroed(page ?? 0));

    const store = await open();
    const left = 50 - gone.length;
    expect(store.ledger.count()).toBe(left);
    expect(store.ledger.tally('all', 'attendees')).toBe(left);
    expect(store.notices.unread()).toMatchObject([{ kind: 'ledger-new', regained: left }]);
    const people = Array.from({ length: 50 }, (_, i) => personOf(i));
    const here = people.filter((one) => store.ledger.factsOfPerson(one).length === 1);
    expect(here).toHaveLength(left);
    // Their rows stand on other pages.
    expect(people.every((one) => store.people.profile(one)?.maskedName === '王*')).toBe(true);
    expect(people.every((one) => store.people.hasBox(one, 'identity'))).toBe(true);
    expect(store.settings.lane()).toBe('express');
    // The chain goes on from where it breaks off, under a new name.
    expect(store.ledger.head.seq).toBe(Math.min(...gone) - 1);
    expect(store.ledger.incarnation).not.toBe(incarnation);
    comeIn(store, 1);
    expect(store.ledger.verify().ok).toBe(true);
    store.close();
    const again = await open();
    expect(again.ledger.count()).toBe(left + 1);
    again.close();
  });

  it('may be the first, or no page at all may be whole', async () => {
    const { bytes } = await ledgerOf(30);
    await damage(bytes, zeroed(0));
    const store = await open();
    expect(store.ledger.count()).toBe(30);
    expect(store.ledger.head.seq).toBe(30);
    store.close();
    await rm(ledgerFile());
    await writeFile(ledgerFile(), Buffer.alloc(bytes.length, 0x5a));
    const empty = await open();
    expect(empty.ledger.count()).toBe(0);
    comeIn(empty, 1);
    expect(empty.ledger.verify().ok).toBe(true);
    empty.close();
  });

  it('has its facts fetched back from the server, and the chain is whole again', async () => {
    const { bytes, incarnation, pages } = await ledgerOf(50);
    const all = findIn([ledgerFile()], FAIR).facts.map(({ text, hash, person }) => ({
      text,
      hash,
      ...(person?.salt !== undefined && {
        opening: { pseudonym: person.pseudonym, salt: person.salt },
      }),
    }));
    await damage(bytes, zeroed(Math.floor(pages / 2)));
    const store = await open();
    store.regain(incarnation, all);
    expect(store.ledger.count()).toBe(50);
    const [old] = store.ledger.incarnations();
    expect(old).toMatchObject({ name: incarnation, head: { seq: 50 } });
    expect(store.ledger.retell()).toBe(0);
    store.close();
  });

  it('leaves facts that can be told again, with what refers to them', async () => {
    const { bytes, pages } = await ledgerOf(50);
    const page = Array.from({ length: pages }, (_, i) => i).find((i) =>
      seqsOn(bytes, i).includes(25),
    );
    const gone = seqsOn(bytes, page ?? 0);
    await damage(bytes, zeroed(page ?? 0));
    const store = await open();
    const last = [49, 48, 47, 46].find((seq) => !gone.includes(seq)) ?? 0;
    const [late] = store.ledger.factsOfPerson(personOf(last - 1));
    if (!late) throw new Error('not salvaged');
    store.ledger.append([
      { happening: { kind: 'retract', what: { fact: refOf(late.chained), reason: 'slip' } } },
    ]);
    const tallies = store.ledger.tallies();
    const [old] = store.ledger.incarnations();
    expect(old?.head.seq).toBe(Math.min(...gone) - 1);
    expect(store.ledger.wireAfter(old?.name ?? '', 0, 1_000)).toHaveLength(Math.min(...gone) - 1);

    const stranded = 50 - gone.length - (Math.min(...gone) - 1);
    // The stranded facts, and the retraction of one of them.
    expect(store.ledger.retell()).toBe(stranded + 1);
    expect(store.ledger.tallies()).toEqual(tallies);
    expect(store.ledger.verify()).toEqual({ ok: true, value: store.ledger.head });
    expect(store.ledger.retell()).toBe(0);
    store.close();
    const again = await open();
    expect(again.ledger.tallies()).toEqual(tallies);
    again.close();
  });
});

it('facts in the log are found, those of an unfinished commit are not', async () => {
  const store = await open();
  comeIn(store, 20);
  const log = await readFile(`${ledgerFile()}-wal`);
  const main = await readFile(ledgerFile());
  store.close();
  await rm(folder, { recursive: true });
  folder = await mkdtemp(join(tmpdir(), 'chunfeng-salvage-'));
  await writeFile(ledgerFile(), main);
  await writeFile(`${ledgerFile()}-wal`, log);
  const found = (): number => findIn([ledgerFile()], FAIR).facts.length;
  expect(found()).toBe(20);
  // Without the frame that says that the last commit ended.
  await writeFile(`${ledgerFile()}-wal`, log.subarray(0, log.length - PAGE - 24));
  expect(found()).toBe(19);
});
