/**
 * The typefaces are in many pieces, fetched as characters are drawn. The first screen appears once its
 * pieces have arrived. The rest follows in idle time, because a station that is away cannot serve the piece
 * that the page needs to say so.
 */

/** All characters of the page's own text, inserted by the build: see `vite.page-type.ts`. */
declare const PAGE_CHARACTERS: string;

/** A screen in a system typeface is better than none. */
const PATIENCE_MS = 1_000;
const OWN = ['"Page Sans"', '"Page Serif"', '"English Marks"', '"Noto Sans Mono Variable"'];
/** Few enough that nobody notices the work. */
const AT_ONCE = 40;

/**
 * Shows the first whole screen in its own type, or in a system typeface if that takes too long. Until then
 * the root is hidden: otherwise each arriving piece would cause another layout.
 */
export async function showFirstScreen(root: HTMLElement): Promise<void> {
  await firstScreen(root);
  await Promise.race([
    Promise.allSettled(typeOf(root)),
    new Promise((resolve) => setTimeout(resolve, PATIENCE_MS)),
  ]);
  root.hidden = false;
  // A hidden element cannot take the focus, as each screen's sentence does.
  root.querySelector<HTMLElement>('h1[tabindex]')?.focus({ preventScroll: true });
}

/** Fetches the pieces for each text, in the stack of typefaces that draws it. */
function typeOf(root: HTMLElement): Promise<unknown>[] {
  const texts = new Map<string, string>();
  const nodes = document.createTreeWalker(root, NodeFilter.SHOW_TEXT);
  while (nodes.nextNode()) {
    const { parentElement, textContent } = nodes.currentNode;
    if (!parentElement || !textContent) continue;
    const stack = getComputedStyle(parentElement).fontFamily;
    texts.set(stack, (texts.get(stack) ?? '') + textContent);
  }
  return [...texts].flatMap(([stack, text]) => {
    const families = stack.split(', ');
    const ours = families.findIndex((family) => family.startsWith('"Page ')) + 1;
    const [own, whole] = [families.slice(0, ours), families.slice(ours)];
    const { page = [], other = [] } = Object.groupBy(new Set(text), (character) =>
      PAGE_CHARACTERS.includes(character) ? 'page' : 'other',
    );
    // A request for the whole stack would also fetch, from its second face, characters that the first one
    // has.
    return [fetchType(own, page), fetchType(whole, other)];
  });
}

async function fetchType(families: readonly string[], characters: readonly string[]) {
  if (families.length === 0 || characters.length === 0) return;
  await document.fonts.load(`1rem ${families.join(', ')}`, characters.join(''));
}

/** There is text, and none of its pieces is still on its way. */
function firstScreen(root: HTMLElement): Promise<void> {
  const isThere = (): boolean => root.textContent !== '' && !root.querySelector('[data-coming]');
  return new Promise((resolve) => {
    const watch = new MutationObserver(look);
    function look(): void {
      if (!isThere()) return;
      watch.disconnect();
      resolve();
    }
    watch.observe(root, { childList: true, subtree: true });
    look();
  });
}

/** `first` must arrive before anything else. */
export async function fetchRestOfType(first: string): Promise<void> {
  const characters = [...new Set(first + PAGE_CHARACTERS)];
  for (let at = 0; at < characters.length; at += AT_ONCE) {
    await idle();
    await Promise.allSettled([fetchType(OWN, characters.slice(at, at + AT_ONCE))]);
  }
}

function idle(): Promise<unknown> {
  return new Promise((resolve) => requestIdleCallback(resolve, { timeout: PATIENCE_MS }));
}
