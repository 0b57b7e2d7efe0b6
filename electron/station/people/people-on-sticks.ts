import { stat } from 'node:fs/promises';
import type { Fair } from '../../../shared/fair.ts';
import { fail, type Result } from '../../../shared/result.ts';
import type { ListMedia } from '../export/media.ts';
import { type OnStick, onSticks, textAt } from '../export/on-sticks.ts';
import {
  LONGEST_PEOPLE_FILE,
  PEOPLE_FILES,
  type PeopleFileFault,
  peopleOfLists,
  type ReadPeopleFile,
  readPeopleFile,
} from './people-file.ts';

/** Files with lists of registered people on the sticks that are plugged in. */

interface Seen {
  readonly number: number;
  readonly lists: number;
  readonly people: number;
}
type Found = OnStick & { readonly seen: Result<Seen, PeopleFileFault> };
type Read = Result<ReadPeopleFile, PeopleFileFault | { readonly kind: 'gone' }>;

export function peopleOnSticks(listMedia: ListMedia, fair: Pick<Fair, 'id' | 'signingKey'>) {
  /** A page looks every second or two, and a large file takes a while to read. */
  const known = new Map<string, { readonly as: string; readonly seen: Found['seen'] }>();
  let shown: readonly OnStick[] = [];

  async function seenAt(path: string): Promise<Found['seen'] | undefined> {
    const { size, mtimeMs } = (await stat(path).catch(() => undefined)) ?? {};
    if (size === undefined) return undefined;
    const version = `${size} ${mtimeMs}`;
    const before = known.get(path);
    if (before?.as === version) return before.seen;
    const read = await readAt(path);
    if (!read.ok && read.fault.kind === 'gone') return undefined;
    const seen = seenIn(read);
    known.set(path, { as: version, seen });
    return seen;
  }

  async function readAt(path: string): Promise<Read> {
    const text = await textAt(path, LONGEST_PEOPLE_FILE);
    if (text.ok) return readPeopleFile(text.value, fair);
    return fail({ kind: text.fault.kind === 'too-large' ? 'no-people-file' : 'gone' });
  }

  return {
    async look(): Promise<{ readonly sticks: string[]; readonly files: readonly Found[] }> {
      const { sticks, files } = await onSticks(listMedia, PEOPLE_FILES);
      shown = files;
      const found: Found[] = [];
      for (const file of files) {
        const seen = await seenAt(file.path);
        if (seen) found.push({ ...file, seen });
      }
      return { sticks, files: found.toSorted((a, b) => numberOf(b) - numberOf(a)) };
    },
    /** Reads it again: another stick may be there meanwhile. */
    async read(id: string): Promise<Read> {
      const file = shown.find((each) => each.id === id);
      return file ? readAt(file.path) : fail({ kind: 'gone' });
    },
  };
}

/** The newest first. */
const numberOf = ({ seen }: Found): number => (seen.ok ? seen.value.number : 0);

function seenIn(read: Read): Found['seen'] {
  if (read.ok) {
    const { lists } = read.value;
    const { number } = lists;
    return { ok: true, value: { number, lists: lists.lists.length, people: peopleOfLists(lists) } };
  }
  const { kind } = read.fault;
  return fail({ kind: kind === 'gone' ? 'damaged' : kind });
}
