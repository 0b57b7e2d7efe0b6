/** Copying where a page may not, or cannot: over plain HTTP a browser has no clipboard for it. */

export interface CopyBy {
  /** The page's clipboard; absent where the browser has none for this page. */
  readonly write: ((text: string) => Promise<void>) | undefined;
  /** Selects the text on the page, so that a person can copy it. */
  readonly select: () => void;
  /** The browser's old way, of what is selected: whether it did. */
  readonly copySelected: () => boolean;
}

/** `selected`: nothing was copied, and the text stands selected. */
export type Copied = 'copied' | 'selected';

export async function copyText(text: string, by: CopyBy): Promise<Copied> {
  const written = await by.write?.(text).then(
    () => true,
    // Not permitted: the old way may still be.
    () => false,
  );
  if (written) return 'copied';
  by.select();
  return by.copySelected() ? 'copied' : 'selected';
}

/** How this browser copies a text that stands in `element`. */
export function copyFrom(element: HTMLElement): CopyBy {
  // Typed as always there; over plain HTTP it is not.
  const clipboard: Clipboard | undefined = navigator.clipboard;
  return {
    write: clipboard?.writeText.bind(clipboard),
    select: () => getSelection()?.selectAllChildren(element),
    // oxlint-disable-next-line typescript/no-deprecated
    copySelected: () => document.execCommand('copy'),
  };
}
