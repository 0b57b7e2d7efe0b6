import type { StationEvent } from '../../../shared/contract/calls.ts';
import {
  MOST_BYTES,
  type SetUp,
  type SetUpTable,
  type SetUpWork,
} from '../../../shared/contract/setup.ts';
import { type Fair, headsOffered } from '../../../shared/fair.ts';
import { fail, ok } from '../../../shared/result.ts';
import type { Revision } from '../../../shared/succession.ts';
import type { Edited } from '../../../shared/tables/employers/edits.ts';
import type { History } from '../../../shared/tables/history.ts';
import type { PeopleChoices } from '../../../shared/tables/people/choices.ts';
import type { Timers } from '../clock/timers.ts';
import { type ArrivingFile, arrivingFile } from '../export/arriving-file.ts';
import type { OpenedKeys } from '../keys/own-keys.ts';
import type { Roster } from '../people/roster.ts';
import type { EmployersTable } from './employers-staged.ts';
import type { Undone } from './import-undone.ts';

/** What was chosen for a table before counts when it comes again. */
export interface TableAtWork extends EmployersTable {
  /** By which it is known then. */
  readonly signature: string;
  /** How many choices it came with. */
  readonly carried: number;
}

/** The uploaded file that is in progress. */
export type Draft =
  | (ArrivingFile & {
      readonly is: 'arriving';
      readonly what: SetUpTable;
      readonly name: string;
    })
  | ({ readonly is: 'employers'; readonly table: TableAtWork } & Pick<Edited, 'undo' | 'redo'>)
  | ({
      readonly is: 'people';
      readonly roster: Roster;
      readonly fileName: string;
      readonly refused: number;
      readonly choices: PeopleChoices;
    } & Pick<History<PeopleChoices>, 'undo' | 'redo'>);

export interface BenchOptions {
  readonly revisions: {
    readonly newest: () => Fair;
    readonly other: () => Revision | undefined;
  };
  readonly sample: boolean;
  /** What undoing the last published import would leave; undefined if there is none. */
  readonly undone: () => Undone | undefined;
  /** How many people the last imported list has, if that can be undone. */
  readonly lastPeople: () => number | undefined;
  readonly emit: (event: StationEvent) => void;
  readonly timers: Timers;
  readonly onTrouble: (error: unknown) => void;
}

/** Staff may walk away: forget the keys after this long without use. */
const LEFT_ALONE_MS = 15 * 60_000;

/** Holds the opened keys, the uploaded file, and what the page shows of the set-up. */
export function setUpBench(options: BenchOptions) {
  const { revisions, sample, emit, timers, onTrouble } = options;
  let opened: OpenedKeys | undefined;
  let work: SetUpWork | null = null;
  let draft: Draft | undefined;
  let stop = new AbortController();
  let cancelLock: () => void = () => undefined;

  const state = (): SetUp => {
    const { revision, booths, stations, revoked } = revisions.newest();
    const { places, some } = headsOffered({ booths });
    const settle = revisions.other()?.fair;
    const undone = options.undone();
    const now = { revision, employers: booths.length, posts: places, some };
    return {
      open: opened ? now : null,
      now,
      sample,
      other: settle
        ? {
            revision: settle.revision,
            revokes: settle.revoked.filter((slot) => !revoked.includes(slot)),
          }
        : null,
      undoPeople: options.lastPeople() ?? null,
      undo: undone ? { postsClosed: undone.postsClosed, boothsStay: undone.boothsStay } : null,
      stations: stations.map(({ slot, name }) => ({ slot, ...name })),
      zones: [...new Set(booths.map(({ zone }) => zone))],
      work,
    };
  };

  function show(next: SetUpWork | null): void {
    work = next;
    emit({ name: 'setup', payload: state() });
  }

  /** Drops the uploaded file, and stops the work on it. */
  function drop(): void {
    stop.abort();
    stop = new AbortController();
    draft = undefined;
  }

  function lock(): void {
    const wasInUse = opened !== undefined || work !== null;
    forgetKeys();
    drop();
    if (wasInUse) show(null);
  }

  function forgetKeys(): void {
    cancelLock();
    opened = undefined;
  }

  /** Somebody who comes back goes on with the table of employers, which is public; a list of people is dropped. */
  function leftAlone(): void {
    if (draft?.is !== 'employers') return lock();
    forgetKeys();
    show(work);
  }

  /** Somebody is using the keys: restart the time-out. */
  function touch(): void {
    cancelLock();
    if (opened) cancelLock = timers.after(LEFT_ALONE_MS, leftAlone);
  }

  return {
    state,
    show,
    lock,
    touch,
    /** The fair changed elsewhere while the keys are open. */
    refresh(): void {
      if (opened) show(work);
    },
    opened: () => opened,
    draft: () => draft,
    /** Aborts when the current work is dropped. */
    signal: () => stop.signal,
    /** Ends what is at work, and begins other work, until that is stopped in its turn. */
    startWork(): AbortSignal {
      drop();
      touch();
      return stop.signal;
    },
    /** A table that is at work stays. */
    unlock(keys: OpenedKeys): void {
      opened = keys;
      touch();
      show(work);
    },
    cancel(): void {
      const wasAtWork = work !== null;
      drop();
      touch();
      if (wasAtWork) show({ at: 'cancelled' });
    },
    put(next: Draft | undefined): void {
      draft = next;
    },
    finish(done: Draft): void {
      if (draft === done) draft = undefined;
    },
    begin(what: SetUpTable, bytes: number, name = '') {
      if (!opened) return fail({ kind: 'locked' });
      touch();
      drop();
      if (bytes === 0 || bytes > MOST_BYTES) {
        show({ at: 'refused', why: bytes === 0 ? 'empty' : 'too-large' });
        return ok({});
      }
      draft = { is: 'arriving', what, name, ...arrivingFile(bytes) };
      show({ at: 'reading', done: 0, of: bytes });
      return ok({});
    },
    /** Runs while the page shows the progress. */
    inBackground(work: Promise<void>): void {
      work.catch((error: unknown) => {
        onTrouble(error);
        show({ at: 'refused', why: 'failed' });
      });
    },
  };
}

export type SetUpBench = ReturnType<typeof setUpBench>;
