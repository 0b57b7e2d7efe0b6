import type { Event, WindowOpenHandlerResponse } from 'electron';
import { isPage } from './origin.ts';
import { type KeyPress, reachesPage } from './shortcuts.ts';

/** Whatever a page tries, its window shows only our document, without menus. */

type Refusable = Pick<Event, 'preventDefault'>;
type Navigation = Refusable &
  Pick<Electron.WebContentsWillFrameNavigateEventParams, 'url' | 'isMainFrame'>;

/**
 * One signature per event name: for a union, tsc accepts the call if Electron knows only one of the
 * names.
 */
export interface LockableContents {
  on(event: 'will-navigate', listener: (details: Navigation) => void): unknown;
  on(event: 'will-frame-navigate', listener: (details: Navigation) => void): unknown;
  on(event: 'will-redirect', listener: (details: Navigation) => void): unknown;
  on(event: 'will-attach-webview', listener: (event: Refusable) => void): unknown;
  on(event: 'context-menu', listener: (event: Refusable) => void): unknown;
  on(event: 'before-input-event', listener: (event: Refusable, input: KeyPress) => void): unknown;
  on(event: 'did-finish-load', listener: () => void): unknown;
  setWindowOpenHandler(handler: () => WindowOpenHandlerResponse): void;
  setVisualZoomLevelLimits(minimum: number, maximum: number): Promise<void>;
}

export function lockDown(contents: LockableContents, { shortcuts }: { shortcuts: boolean }): void {
  const onlyOurPage = (details: Navigation): void => {
    if (!details.isMainFrame || !isPage(details.url)) details.preventDefault();
  };
  contents.on('will-navigate', onlyOurPage);
  contents.on('will-frame-navigate', onlyOurPage);
  contents.on('will-redirect', onlyOurPage);
  contents.setWindowOpenHandler(() => ({ action: 'deny' }));
  contents.on('will-attach-webview', (event) => event.preventDefault());
  contents.on('context-menu', (event) => event.preventDefault());
  // Chromium resets these limits with each document.
  contents.on('did-finish-load', () => {
    contents.setVisualZoomLevelLimits(1, 1).catch(() => undefined);
  });
  if (shortcuts) return;
  contents.on('before-input-event', (event, input) => {
    if (!reachesPage(input)) event.preventDefault();
  });
}
