import { setImmediate as breath } from 'node:timers/promises';
import { dayAndHour } from '../../../shared/calendar.ts';
import {
  type AnsweredBy,
  MOST_BYTES,
  MOST_ROWS_SHOWN,
  type SetUp,
  type SetUpTable,
  type SetUpWork,
  type StationEvent,
} from '../../../shared/contract.ts';
import type { Handlers } from '../../../shared/dispatch.ts';
import { type Fair, placesOffered, type SignedFair } from '../../../shared/fair.ts';
import { jsonOf } from '../../../shared/json.ts';
import { workbook } from '../../../shared/report/files.ts';
import { fail, ok } from '../../../shared/result.ts';
import type { FaultyRow } from '../../../shared/tables/row-faults.ts';
import { handOver, type SaveFile } from '../export/save-file.ts';
import type { FairKeys } from '../keys/fair-keys.ts';
import { openOrganiserFile, organiserFile, organiserFileSchema } from '../keys/fair-pack.ts';
import { signFair } from '../keys/signed-fair.ts';
import { type Registrant, readRoster, rosterTemplate } from '../people/roster.ts';
import { boothSheets } from '../printed-pages/booth-sheets.ts';
import type { AuditDeed } from '../store/audit.ts';
import type { Fetch } from '../sync/network.ts';
import type { Timers } from '../clock/timers.ts';
import { type Booth, employersTemplate, readEmployers } from './employers-table.ts';
import { offerStation } from './offer.ts';
import { nextRevision, sendRevision } from './revision.ts';
import { sealInto } from './seal-into.ts';

/**
 * Setting a fair up at the organiser's station. The organiser's file and passphrase open its keys in this
 * process's memory; left alone for a while, or when the page goes, they are forgotten.
 */

export interface SetUpOptions {
  /** As it is in force here. */
  readonly fair: () => Fair;
  readonly folder: string;
  readonly server?: string;
  readonly network: (fair: Fair, server: string) => Promise<Fetch>;
  /** Takes a revision into force here; whether it did. */
  readonly revise: (signed: SignedFair) => Promise<boolean>;
  /** A sample fair's, which are nobody's secret. */
  readonly sampleKeys?: FairKeys;
  readonly saveFile?: SaveFile;
  readonly note: (deed: AuditDeed) => void;
  readonly emit: (event: StationEvent) => void;
  readonly now: () => number;
  readonly timers: Timers;
  readonly randomBytes: (length: number) => Uint8Array;
  readonly onTrouble: (error: unknown) => void;
}

export type SetUpHandlers = Pick<Handlers, Extract<AnsweredBy<'station'>, `setup.${string}`>>;

export interface SetUpAtWork {
  readonly handlers: SetUpHandlers;
  /** Forgets the keys, and stops what is going on. */
  lock(): void;
}

interface Opened {
  readonly keys: FairKeys;
  /** Absent at a sample fair, which has no file to move on. */
  readonly passphrase?: string;
}

interface Coming {
  readonly what: SetUpTable | 'organiser-file';
  readonly of: number;
  readonly parts: Buffer[];
}

const LEFT_ALONE_MS = 15 * 60_000;
const OFFER_MINUTES = 60;

export function openSetUp(options: SetUpOptions): SetUpAtWork {
  const { timers, emit, randomBytes, sampleKeys, now } = options;
  let opened: Opened | undefined;
  let work: SetUpWork | null = null;
  let coming: Coming | undefined;
  let closedFile: string | undefined;
  let booths: readonly Booth[] | undefined;
  let people: { readonly list: readonly Registrant[]; readonly faulty: number } | undefined;
  let stop = new AbortController();
  let forget: () => void = () => undefined;

  const state = (): SetUp => {
    const fair = options.fair();
    return {
      open: opened
        ? { revision: fair.revision, employers: fair.booths.length, posts: placesOffered(fair) }
        : null,
      sample: sampleKeys !== undefined,
      stations: fair.stations.map(({ slot, name }) => ({ slot, ...name })),
      zones: [...new Set(fair.booths.map(({ zone }) => zone))],
      work,
    };
  };

  function show(next: SetUpWork | null): void {
    work = next;
    emit({ name: 'setup', payload: state() });
  }

  /** Whatever was half done is dropped. */
  function drop(): void {
    stop.abort();
    stop = new AbortController();
    coming = undefined;
    closedFile = undefined;
    booths = undefined;
    people = undefined;
  }

  function lock(): void {
    forget();
    const told = opened !== undefined || work !== null;
    opened = undefined;
    drop();
    if (told) show(null);
  }

  /** Somebody is at it: the keys stay a while longer. */
  function touched(): void {
    forget();
    if (opened) forget = timers.after(LEFT_ALONE_MS, lock);
  }

  function unlock(with_: Opened): void {
    opened = with_;
    options.note({ did: 'keys-opened' });
    touched();
    show(null);
  }

  async function arrived({ what, parts }: Coming): Promise<void> {
    coming = undefined;
    const bytes = new Uint8Array(Buffer.concat(parts));
    if (what === 'organiser-file') {
      closedFile = Buffer.from(bytes).toString('utf8');
      const known = organiserFileSchema.safeParse(jsonOf(closedFile)).success;
      show(known ? { at: 'closed' } : { at: 'refused', why: 'not-organisers' });
      return;
    }
    show({ at: 'checking' });
    const { signal } = stop;
    // The page hears of it before a large table holds everything up.
    await breath();
    if (what === 'employers') await readBooths(bytes, signal);
    else await readPeople(bytes, signal);
  }

  /** Who stopped or locked meanwhile is shown nothing of it, and nothing of it stays. */
  async function readBooths(bytes: Uint8Array, signal: AbortSignal): Promise<void> {
    const read = await readEmployers(bytes, options.fair().booths);
    if (signal.aborted) return;
    if (!read.ok) return refuse(read.fault);
    const { faulty, changes } = read.value;
    if (read.value.booths.length === 0 && faulty.length === 0) {
      return show({ at: 'refused', why: 'empty' });
    }
    if (!nextRevision(options.fair(), { booths: read.value.booths }).success) {
      return show({ at: 'refused', why: 'too-many' });
    }
    booths = faulty.length === 0 ? read.value.booths : undefined;
    show({
      at: 'employers',
      faulty: shown(faulty),
      employers: read.value.booths.length,
      posts: placesOffered({ booths: [...read.value.booths] }),
      changes,
    });
  }

  async function readPeople(bytes: Uint8Array, signal: AbortSignal): Promise<void> {
    const [year = 0, month = 0, day = 0] = dayAndHour(now(), options.fair().utcOffsetMinutes)
      .day.split('-')
      .map(Number);
    const read = await readRoster(bytes, { year, month, day });
    if (signal.aborted) return;
    if (!read.ok) return refuse(read.fault);
    const { people: list, faulty } = read.value;
    if (list.length + faulty.length === 0) return show({ at: 'refused', why: 'empty' });
    people = { list, faulty: faulty.length };
    show({ at: 'people', faulty: shown(faulty), people: list.length });
  }

  function refuse(
    fault: { kind: 'not-a-table' } | { kind: 'column-missing'; column: string },
  ): void {
    if (fault.kind === 'not-a-table') show({ at: 'refused', why: 'not-a-table' });
    else show({ at: 'column-missing', column: fault.column });
  }

  async function seal(keys: FairKeys, list: readonly Registrant[]): Promise<void> {
    const { signal } = stop;
    const sealed = await sealInto({
      fair: options.fair(),
      keys,
      list,
      folder: options.folder,
      nowMs: now(),
      randomBytes,
      signal,
      onProgress(done) {
        if (signal.aborted) return;
        touched();
        show({ at: 'sealing', done, of: list.length });
      },
    });
    if (!sealed) return;
    people = undefined;
    options.note({ did: 'people-imported', people: sealed.people });
    show({ at: 'sealed', ...sealed });
  }

  /** Goes on while the page shows how far it is. */
  function inBackground(doing: Promise<void>): void {
    doing.catch((error: unknown) => {
      options.onTrouble(error);
      show({ at: 'refused', why: 'failed' });
    });
  }

  const handlers: SetUpHandlers = {
    'setup.state': state,
    'setup.begin': ({ what, bytes }) => {
      if (!opened && what !== 'organiser-file') return fail({ kind: 'locked' });
      touched();
      drop();
      if (bytes === 0 || bytes > MOST_BYTES) {
        show({ at: 'refused', why: bytes === 0 ? 'empty' : 'too-large' });
        return ok({});
      }
      coming = { what, of: bytes, parts: [] };
      show({ at: 'reading', done: 0, of: bytes });
      return ok({});
    },
    'setup.part': ({ base64 }) => {
      if (!coming) return fail({ kind: 'gone' });
      coming.parts.push(Buffer.from(base64, 'base64'));
      const done = coming.parts.reduce((sum, { length }) => sum + length, 0);
      if (done < coming.of) show({ at: 'reading', done, of: coming.of });
      else inBackground(arrived(coming));
      return ok({});
    },
    'setup.open': async ({ passphrase }) => {
      const file = organiserFileSchema.safeParse(jsonOf(closedFile ?? '')).data;
      if (!file) return fail({ kind: 'gone' });
      const { signal } = stop;
      const read = await openOrganiserFile(file, passphrase);
      if (signal.aborted) return fail({ kind: 'gone' });
      if (!read.ok) {
        return fail({ kind: read.fault.kind === 'wrong-secret' ? 'wrong-secret' : 'damaged' });
      }
      const { id, signingKey } = options.fair();
      if (read.value.fair.id !== id || read.value.fair.signingKey !== signingKey) {
        return fail({ kind: 'other-fair' });
      }
      drop();
      unlock({ keys: read.value.keys, passphrase });
      return ok({});
    },
    'setup.openSample': () => {
      if (!sampleKeys) return fail({ kind: 'not-a-sample' });
      drop();
      unlock({ keys: sampleKeys });
      return ok({});
    },
    'setup.lock': () => {
      lock();
      return {};
    },
    'setup.cancel': () => {
      const wasAtIt = work !== null;
      drop();
      touched();
      if (wasAtIt) show({ at: 'cancelled' });
      return {};
    },
    'setup.publish': async () => {
      if (!opened || !booths) return fail({ kind: 'gone' });
      const { keys, passphrase } = opened;
      touched();
      const next = nextRevision(options.fair(), { booths });
      if (!next.success) throw next.error;
      const signed = signFair(next.data, keys.signingKey);
      if (!(await options.revise(signed))) return fail({ kind: 'not-taken' });
      booths = undefined;
      options.note({ did: 'fair-revised', revision: next.data.revision });
      const { server } = options;
      const sent = server
        ? await sendRevision(await options.network(next.data, server), server, next.data.id, signed)
        : { kind: 'no-server' as const };
      show({ at: 'published', revision: next.data.revision, sent: sent.kind });
      // The organiser's own file moves on too, so that the next revision follows this one.
      const file =
        passphrase === undefined
          ? signed
          : await organiserFile(next.data, keys, passphrase, randomBytes);
      const name =
        passphrase === undefined ? `revision-${next.data.revision}.json` : 'organiser.json';
      const handed = await handOver(
        options.saveFile,
        name,
        Buffer.from(`${JSON.stringify(file)}\n`),
      );
      return handed.ok ? ok({ file: handed.value }) : handed;
    },
    'setup.seal': ({ withoutFaulty }) => {
      if (!opened || !people || (people.faulty > 0 && !withoutFaulty))
        return fail({ kind: 'gone' });
      show({ at: 'sealing', done: 0, of: people.list.length });
      inBackground(seal(opened.keys, people.list));
      return ok({});
    },
    'setup.template': async ({ table }) => {
      const sheet = table === 'employers' ? employersTemplate : rosterTemplate;
      return handOver(options.saveFile, `${sheet.name}.xlsx`, await workbook([sheet]));
    },
    'setup.sheets': async ({ zone }) => {
      if (!opened) return fail({ kind: 'locked' });
      touched();
      const fair = options.fair();
      const own = fair.booths.filter((booth) => booth.zone === zone);
      const page = await boothSheets(fair, own, opened.keys.signingKey);
      options.note({ did: 'cards-made', zone, booths: own.length });
      const name = `booth-sheets-${zone.replaceAll(/[^\p{L}\p{N}]+/gu, '-')}.html`;
      return handOver(options.saveFile, name, Buffer.from(page));
    },
    'setup.offer': async ({ slot, token }) => {
      if (!opened) return fail({ kind: 'locked' });
      touched();
      const { server } = options;
      if (server === undefined) return fail({ kind: 'no-server' });
      const fair = options.fair();
      if (!fair.stations.some((station) => station.slot === slot)) return fail({ kind: 'refused' });
      const offered = await offerStation({
        fair,
        keys: opened.keys,
        slot,
        server,
        token,
        minutes: OFFER_MINUTES,
        reach: await options.network(fair, server),
        randomBytes,
      });
      if (!offered.ok) return fail({ kind: offered.fault.kind });
      options.note({ did: 'station-offered', slot });
      return ok({ text: offered.value, minutes: OFFER_MINUTES });
    },
  };
  return { handlers, lock };
}

function shown(faulty: readonly FaultyRow[]) {
  return { count: faulty.length, rows: faulty.slice(0, MOST_ROWS_SHOWN) };
}
