/**
 * Which of the codes in the picture to read, and when. Pure. A code is read once, as soon as it is seen; again
 * only after it has left the picture for a moment. It keeps a mark of each code, never its text.
 */

export interface SeenCode {
  readonly text: string;
  /** From the middle of the picture, in any unit. */
  readonly off: number;
}

interface Held {
  readonly mark: number;
  readonly lastSeen: number;
  /** Looks in a row without it. */
  readonly missed: number;
}
/** The codes that are still in the picture and have been read. */
export type Sight = readonly Held[];
export const nothingSeen: Sight = [];

/** A moving hand or a reflection hides a code for about this long. */
const AWAY_MS = 1_500;
/** A page that was busy has not looked, and a code has not left because nobody looked. */
const AWAY_LOOKS = 3;
const MOST_HELD = 8;

export interface Look {
  readonly sight: Sight;
  /** The text to read now. */
  readonly read?: string;
}

export function look(before: Sight, seen: readonly SeenCode[], at: number): Look {
  const marks = new Set(seen.map(({ text }) => markOf(text)));
  const sight = before
    .map((held) =>
      marks.has(held.mark)
        ? { ...held, lastSeen: at, missed: 0 }
        : { ...held, missed: held.missed + 1 },
    )
    .filter(({ lastSeen, missed }) => missed < AWAY_LOOKS || at - lastSeen < AWAY_MS);
  const nearest = seen.toSorted((one, other) => one.off - other.off)[0];
  if (!nearest) return { sight };
  const mark = markOf(nearest.text);
  if (sight.some((held) => held.mark === mark)) return { sight };
  const read = { mark, lastSeen: at, missed: 0 };
  return { sight: [...sight, read].slice(-MOST_HELD), read: nearest.text };
}

/** What the next page must know: it comes while a code may still lie before the camera. */
export const marksIn = (sight: Sight): readonly number[] => sight.map(({ mark }) => mark);

export const withMarks = (marks: readonly number[], at: number): Sight =>
  marks.map((mark) => ({ mark, lastSeen: at, missed: 0 }));

/** 32 bits (FNV-1a): enough to know a code again, far too few to tell what it said. */
function markOf(text: string): number {
  let mark = 0x81_1c_9d_c5;
  for (let i = 0; i < text.length; i++) {
    mark = Math.imul(mark ^ text.charCodeAt(i), 0x01_00_01_93);
  }
  return mark >>> 0;
}
