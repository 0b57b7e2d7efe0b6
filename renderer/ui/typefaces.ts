/**
 * The typefaces come in a hundred pieces each, fetched as characters need them; but a station that
 * is away can hand out none, and that is when the page has to say so. So the pieces for all that the
 * page itself can ever say are there before it says anything; they are cached for the pages after.
 */

/** Each Chinese character in the page's sources, written in by the build. */
declare const PAGE_CHARACTERS: string;

const FAMILIES = ['Noto Sans SC Variable', 'Noto Serif SC Variable'];
/** A screen in a plain typeface is better than none. */
const PATIENCE_MS = 2_000;

export async function ownTypefaces(): Promise<void> {
  const loaded = FAMILIES.map((family) => document.fonts.load(`1rem "${family}"`, PAGE_CHARACTERS));
  await Promise.race([
    Promise.allSettled(loaded),
    new Promise((resolve) => setTimeout(resolve, PATIENCE_MS)),
  ]);
}
