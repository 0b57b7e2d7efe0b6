import type { CallOutput } from '../../../shared/contract/calls.ts';
import type { Handlers } from '../../../shared/contract/dispatch.ts';
import type { SaveFault } from '../../../shared/contract/saving.ts';
import type { HandedOver } from '../../../shared/contract/shapes.ts';
import { zipped } from '../../../shared/report/zipped.ts';
import { fail, ok, type Result } from '../../../shared/result.ts';
import type { Timers } from '../clock/timers.ts';
import type { ListMedia } from './media.ts';
import { isFolderForFiles, makeFolder, ownSavedFolder } from './saved-folder.ts';
import { ELSEWHERE, savingPlaces } from './places.ts';
import { type FileSet, writeFolderSafely } from './write-folder.ts';
import { type Saved, writeSafely } from './write-safely.ts';

/**
 * The files that a station makes for people: it keeps the newest in memory, until staff choose on our
 * page where it goes. Where the page's browser saves files, they go to the page.
 */

/** Asks for a place with the system's own dialogue, and writes the file there. */
export type SaveFile = (
  name: string,
  bytes: Uint8Array,
) => Promise<Result<string, { readonly kind: 'cancelled' | 'not-saved' }>>;

/** What a door offers that saves files itself. */
export interface Saving {
  readonly listMedia: ListMedia;
  /** Absent at a kiosk: nobody could see its dialogue. */
  readonly saveElsewhere?: SaveFile;
}

/** `onSaved` runs when the file has reached its place, or the page. */
export type HandOver = (name: string, bytes: Uint8Array, onSaved?: () => void) => HandedOver;

/** Files that belong together: a folder on a stick, or a zip where the page's browser or the system saves it. */
export type HandOverSet = (set: FileSet, onSaved?: () => void) => HandedOver;

/** A slow stick takes its time; a dying one never ends. */
const WRITTEN_WITHIN_MS = 60_000;
const SLOWEST_BYTES_PER_MS = 300;

type Written = Result<string, { readonly kind: SaveFault | 'cancelled' }>;

interface Held {
  readonly file: string;
  readonly name: string;
  readonly bytes: number;
  readonly write: (folder: string, signal: AbortSignal) => Promise<Saved>;
  /** In one file, with its name. */
  readonly whole: () => readonly [name: string, bytes: Uint8Array];
  readonly onSaved: () => void;
}

export interface SavedFilesOptions {
  readonly saving: Saving | undefined;
  /** The station's data folder. */
  readonly folder: string;
  readonly settings: { savedFolder(): string | undefined; setSavedFolder(to: string | null): void };
  /** Whether the page may save: an organiser's, or one with a staff key. */
  readonly maySave: (key: string | undefined) => boolean;
  readonly isStaff: (key: string) => boolean;
  readonly timers: Timers;
  readonly newId: () => string;
}

export function savedFiles(options: SavedFilesOptions) {
  const { saving, settings, timers } = options;
  let held: Held | undefined;
  let stop: AbortController | undefined;
  const own = ownSavedFolder(options.folder);
  const places = savingPlaces({
    listMedia: saving?.listMedia ?? (async () => []),
    folder: async () => {
      const set = settings.savedFolder();
      // Never make one that staff set: it may be on a disk that is not plugged in.
      if (set === undefined) await makeFolder(own);
      return set ?? own;
    },
    hasElsewhere: saving?.saveElsewhere !== undefined,
    timers,
  });

  function hold(file: Omit<Held, 'file'>): HandedOver {
    if (!saving) {
      const [name, bytes] = file.whole();
      file.onSaved();
      return { how: 'page', name, base64: Buffer.from(bytes).toString('base64') };
    }
    held = { ...file, file: options.newId() };
    return { how: 'held', file: held.file, name: held.name, bytes: held.bytes };
  }
  const handOver: HandOver = (name, bytes, onSaved = () => undefined) =>
    hold({
      name,
      bytes: bytes.length,
      write: (folder, signal) => writeSafely(folder, name, bytes, signal),
      whole: () => [name, bytes],
      onSaved,
    });
  const handOverSet: HandOverSet = (set, onSaved = () => undefined) =>
    hold({
      name: set.name,
      bytes: set.files.reduce((sum, { bytes }) => sum + bytes.length, 0),
      write: (folder, signal) => writeFolderSafely(folder, set, signal),
      whole: () => [
        `${set.name}.zip`,
        zipped(
          Object.fromEntries(set.files.map(({ name, bytes }) => [`${set.name}/${name}`, bytes])),
        ),
      ],
      onSaved,
    });

  async function save(file: Held, placeId: string): Promise<CallOutput<'saving.save'>> {
    // Only what a list would show now: a page can't name a path.
    const place = (await places(file.bytes)).find(({ id }) => id === placeId);
    if (!place) return fail({ kind: 'gone' });
    const isMedium = place.kind === 'medium';
    const saved =
      place.id === ELSEWHERE && saving?.saveElsewhere
        ? await saving.saveElsewhere(...file.whole())
        : await written(file, place.id);
    if (!saved.ok) return saved;
    file.onSaved();
    return ok({ where: saved.value, isMedium });
  }

  /** After its time, or when staff say so, the writing stops at its next step, and takes away what it wrote. */
  function written({ bytes, write }: Held, folder: string): Promise<Written> {
    const writing = new AbortController();
    stop = writing;
    const stopped = new Promise<Written>((resolve) => {
      writing.signal.addEventListener('abort', () => resolve(fail({ kind: 'cancelled' })));
    });
    const late = new Promise<Written>((resolve) => {
      timers.after(WRITTEN_WITHIN_MS + Math.ceil(bytes / SLOWEST_BYTES_PER_MS), () => {
        resolve(fail({ kind: 'no-answer' }));
        writing.abort();
      });
    });
    return Promise.race([write(folder, writing.signal), late, stopped]);
  }

  const calls: Pick<Handlers, Extract<keyof Handlers, `saving.${string}`>> = {
    'saving.places': async ({ key }) => {
      if (!saving) return fail({ kind: 'by-browser' });
      if (!options.maySave(key)) return fail({ kind: 'staff-only' });
      return ok(await places(held?.bytes ?? 0));
    },
    'saving.save': async ({ key, file, place }) => {
      if (!options.maySave(key)) return fail({ kind: 'staff-only' });
      return held?.file === file ? save(held, place) : fail({ kind: 'no-such-file' });
    },
    'saving.stop': ({ key }) => {
      if (options.maySave(key)) stop?.abort();
      return {};
    },
    'saving.drop': ({ file }) => {
      if (held?.file === file) held = undefined;
      return {};
    },
    'saving.setFolder': async ({ key, folder: to }) => {
      if (!options.isStaff(key)) return fail({ kind: 'staff-only' });
      const may = to === null ? ok(undefined) : await isFolderForFiles(to, options.folder);
      if (!may.ok) return may;
      settings.setSavedFolder(to);
      return ok({});
    },
  };

  return {
    handOver,
    handOverSet,
    calls,
    /** A new page can't know of it. */
    forget(): void {
      held = undefined;
    },
  };
}
export type SavedFiles = ReturnType<typeof savedFiles>;
