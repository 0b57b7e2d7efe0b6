/** Copies text even where a page has no clipboard, for example over plain HTTP. */

export interface CopyBy {
  /** The page's clipboard; undefined if the browser gives this page none. */
  readonly write: ((text: string) => Promise<void>) | undefined;
  /** Selects the text on the page, so that a person can copy it. */
  readonly select: () => void;
  /** The browser's old command for the selection; returns whether it worked. */
  readonly copySelected: () => boolean;
}

/** `selected`: nothing was copied, but the text is selected. */
export type Copied = 'copied' | 'selected';

export async function copyText(text: string, ways: CopyBy): Promise<Copied> {
  const written = await ways.write?.(text).then(
    () => true,
    // Not permitted: the old command may still work.
    () => false,
  );
  if (written) return 'copied';
  ways.select();
  return ways.copySelected() ? 'copied' : 'selected';
}

/** How this browser copies the text of `element`. */
export function copyFrom(element: HTMLElement): CopyBy {
  // The types promise a clipboard, but over plain HTTP there is none.
  const clipboard: Clipboard | undefined = navigator.clipboard;
  return {
    write: clipboard?.writeText.bind(clipboard),
    select: () => getSelection()?.selectAllChildren(element),
    // oxlint-disable-next-line typescript/no-deprecated
    copySelected: () => document.execCommand('copy'),
  };
}
