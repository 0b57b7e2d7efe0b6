import { cp, mkdtemp, readFile, rm } from 'node:fs/promises';
import { groupsConsent } from '../../shared/consents.ts';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { z } from 'zod';
import { type FairKeys } from '../../electron/station/keys/fair-keys.ts';
import { enrol } from '../../electron/station/keys/enrolment.ts';
import { fairDraftSchema, makeFair } from '../../electron/station/keys/fair-pack.ts';
import { signFair } from '../../electron/station/keys/signed-fair.ts';
import { randomness } from '../../electron/station/keys/randomness.ts';
import { sdtReader } from '../../electron/station/reader/sdt-reader.ts';
import { simulatedCardReader } from '../../electron/station/reader/simulator.ts';
import { readerBook } from '../../electron/station/reader/reader-book.ts';
import type { StationDoor } from '../../electron/station/open/station-door.ts';
import { openStation } from '../../electron/station/open/open-station.ts';
import {
  steppedTimers,
  type SteppedTimers,
} from '../../electron/station/clock/testing/stepped-timers.ts';
import { listBackups } from '../../electron/station/store/backup.ts';
import { doorSecrets, openWebDoor } from '../../electron/station/browser-door/browser-door.ts';
import { staffCardText } from '../../shared/staff-card.ts';
import { type Canary, canary } from './people.ts';
import { captureProcess, type ProcessLog, rawBrowser } from './wire.ts';

/**
 * A day at an entrance of a real fair: raw card reports, typed numbers, phones, people who agree, decline
 * or walk away, a backup and a restart. Everything that the station sends and logs is kept for the search.
 */

export interface Day {
  readonly folder: string;
  /** A copy of the folder while the station runs, with its write-ahead log. */
  readonly atNoon: string;
  readonly keys: FairKeys;
  readonly fair: string;
  readonly people: readonly Canary[];
  /** Everyone whose data was sealed, to prove that the search finds nothing although there was data. */
  readonly sealed: number;
  readonly sent: Buffer;
  readonly said: string;
  clean(): Promise<void>;
}

const SLOT = 1;
const root = join(import.meta.dirname, '..', '..');

export async function playDay(count: number): Promise<Day> {
  const base = await mkdtemp(join(tmpdir(), 'chunfeng-canary-'));
  const folder = join(base, 'data');
  const randomBytes = randomness();
  const draft = await readFile(join(root, 'resources', 'fairs', 'draft.json'), 'utf8');
  const { fair, keys } = makeFair(
    fairDraftSchema.parse(JSON.parse(draft)),
    { staffPin: { salt: '', hash: '' }, organiserPin: { salt: '', hash: '' } },
    randomBytes,
  );
  const passSeed = keys.passKeys.find(({ slot }) => slot === SLOT)?.seed;
  if (!passSeed) throw new Error('the draft has no first gate');
  const { pseudonymKey } = keys;
  const place = { fair, slot: SLOT, signed: signFair(fair, keys.signingKey) };
  const card = staffCardText({ fair: fair.id, secret: randomBytes(32) });
  await enrol(folder, place, { passSeed, pseudonymKey }, card, randomBytes);

  const log = captureProcess();
  const sent: Buffer[] = [];
  const people: Canary[] = [];
  let sealed = 0;
  const open = (): Promise<AtWork> =>
    workingStation({ folder, fair, secrets: { passSeed, pseudonymKey }, randomBytes, sent, log });

  let station = await open();
  for (let n = 0; n < count; n += 1) {
    const person = canary(n);
    people.push(person);
    sealed += await visit(station, person, n % 6);
    if (n === 0) await station.backedUp(1);
    if (n === Math.floor(count / 2)) {
      await station.backUp();
      await station.close();
      station = await open();
    }
  }
  await station.backUp();
  const atNoon = join(base, 'at-noon');
  await cp(folder, atNoon, { recursive: true });
  await station.close();
  const said = log.stop();
  return {
    folder,
    atNoon,
    keys,
    fair: fair.id,
    people,
    sealed,
    sent: Buffer.concat(sent),
    said,
    clean: () => rm(base, { recursive: true }),
  };
}

/** One person's visit; returns how many boxes it filled. */
async function visit(station: AtWork, person: Canary, way: number): Promise<number> {
  switch (way) {
    case 0: {
      // Agrees, answers, leaves a phone number.
      const arrival = await station.layCard(person);
      await station.call('arrival.consent', { arrival, consent: true });
      const answers = { education: 'college', trades: ['driving'], groups: ['disabled'] };
      await station.call('arrival.agreeGroups', { arrival, consent: groupsConsent.version });
      await station.call('arrival.answer', { arrival, answers, phone: person.phone });
      await station.call('arrival.leave', { arrival });
      return 2;
    }
    case 1: {
      const arrival = await station.layCard(person);
      await station.call('arrival.consent', { arrival, consent: true });
      await station.call('arrival.leave', { arrival });
      return 1;
    }
    case 2: {
      // Declines: gets a pass without a name.
      const arrival = await station.layCard(person);
      await station.call('arrival.consent', { arrival, consent: false });
      await station.call('arrival.leave', { arrival });
      return 0;
    }
    case 3: {
      // Walks away from the question.
      const arrival = await station.layCard(person);
      await station.call('arrival.leave', { arrival });
      return 0;
    }
    case 4: {
      const keyed = z
        .object({
          value: z.object({ ok: z.literal(true), value: z.object({ arrival: z.string() }) }),
        })
        .parse(await station.call('arrival.keypad', { number: person.card.number }));
      const { arrival } = keyed.value.value;
      await station.call('arrival.consent', { arrival, consent: true });
      await station.call('arrival.answer', { arrival, answers: {}, phone: person.phone });
      await station.call('arrival.leave', { arrival });
      return 2;
    }
    default: {
      // Makes typing errors, scans foreign codes that contain their data, and sends input that no schema accepts.
      await station.call('arrival.keypad', { number: person.card.number.replace(/.$/, '?') });
      await station.call('arrival.wedge', { text: `https://example.cn/${person.card.number}` });
      await station.call('arrival.keypad', { name: person.card.name, phone: person.phone });
      await station.call(person.card.name, { address: person.card.address });
      return 0;
    }
  }
}

interface AtWork {
  call(name: string, input: unknown): Promise<unknown>;
  /** Returns the arrival that the page receives. */
  layCard(person: Canary): Promise<string>;
  /** Waits until the folder has that many backups: copies are written in real time, not in the timers'. */
  backedUp(count: number): Promise<void>;
  /** The next backup of the rhythm. */
  backUp(): Promise<void>;
  close(): Promise<void>;
}

async function workingStation(options: {
  readonly folder: string;
  readonly fair: ReturnType<typeof makeFair>['fair'];
  readonly secrets: { readonly passSeed: Uint8Array; readonly pseudonymKey: Uint8Array };
  readonly randomBytes: (length: number) => Uint8Array;
  readonly sent: Buffer[];
  readonly log: ProcessLog;
}): Promise<AtWork> {
  const { sent, log } = options;
  const timers: SteppedTimers = steppedTimers();
  const reader = simulatedCardReader(timers);
  const opened = await openStation({
    ...options,
    slot: SLOT,
    registrations: [],
    version: 'canary',
    canLeave: false,
    now: Date.now,
    timers,
    onTrouble: (what, error) => console.error(`${what}:`, error),
    connectReaders: async (listener) => {
      const book = readerBook(listener, Date.now);
      const card = { id: 'card', name: 'card', kind: 'id-card' as const };
      const events = book.enter({ ...card, where: 'usb' });
      const session = sdtReader({ ...card, port: reader.port, timers, events });
      return { states: book.states, health: book.health, close: () => session.close() };
    },
  });
  if (!opened.ok) throw new Error(opened.fault.kind);
  const station: StationDoor = opened.value;
  const door = await openWebDoor({
    station,
    pageFolder: join(root, 'dist', 'renderer'),
    port: 0,
    secrets: doorSecrets(options.randomBytes),
  });
  const browser = await rawBrowser(door.url, sent);
  await browser.call('station.hello', {});
  log.note(`open at ${door.port}`);
  async function backedUp(count: number): Promise<void> {
    while ((await listBackups(options.folder)).length < count) await timers.pass(500);
  }
  return {
    async call(name, input) {
      const answer = await browser.call(name, input);
      // Like the page: the person's page closes with them, and a new one greets the station.
      if (name === 'arrival.leave') await browser.call('station.hello', {});
      return answer;
    },
    async layCard({ card }) {
      const before = browser.events().length;
      reader.putCard({ kind: 'id-card', card });
      for (;;) {
        await timers.pass(500);
        const arrival = /"arrival":"([0-9a-f]{16})"/.exec(browser.events().slice(before))?.[1];
        if (arrival !== undefined) {
          reader.takeCard();
          // Long enough for the reader to notice that the card left.
          await timers.pass(2_000);
          return arrival;
        }
      }
    },
    backedUp,
    async backUp() {
      const before = await listBackups(options.folder);
      // Like the backup schedule: more than a quarter of an hour has passed.
      await timers.pass(60 * 60_000);
      await backedUp(before.length + 1);
    },
    async close() {
      browser.close();
      await door.close();
      await station.close();
    },
  };
}
