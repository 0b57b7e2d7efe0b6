import type { ReaderTrouble } from '../../shared/contract/readers.ts';

/** Whether the camera's picture can show a code at all. Pure. */

export interface Shown {
  readonly at: number;
  /** Mean brightness, 0 to 255. */
  readonly light: number;
  /** The video's own time: it stands still when no pictures come. */
  readonly video: number;
}

export interface Picture {
  readonly last: Shown;
  /** When the video's time last moved on, and since when it is dark. */
  readonly moved: number;
  readonly darkSince: number | undefined;
}

/** A shut cover or a cloth over the lens; a dim hall is well above. */
const DARK = 20;
/** Well above it, so that noise does not switch the sentence on and off. */
const LIGHT_AGAIN = 30;
const DARK_MS = 3_000;
/** Cheap cameras stop for two seconds while they set their exposure. */
const STILL_MS = 5_000;

export function next(before: Picture | undefined, shown: Shown): Picture {
  const { at, light, video } = shown;
  if (!before) return { last: shown, moved: at, darkSince: light < DARK ? at : undefined };
  const darker = light < (before.darkSince === undefined ? DARK : LIGHT_AGAIN);
  return {
    last: shown,
    moved: video === before.last.video ? before.moved : at,
    darkSince: darker ? (before.darkSince ?? at) : undefined,
  };
}

export function troubleIn({ last, moved, darkSince }: Picture): ReaderTrouble | undefined {
  if (last.at - moved >= STILL_MS) return 'not-answering';
  if (darkSince !== undefined && last.at - darkSince >= DARK_MS) return 'dark';
  return undefined;
}
