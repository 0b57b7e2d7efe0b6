import {
  type FolderFault,
  folderFault,
  folderFaultSentence,
} from '../station/open/folder-fault.ts';

/**
 * Whether this is the only window of its folder. Electron's lock is a file in that folder, so it is
 * also missing where nothing can be written: that must not look like a window that is open already.
 */
export type OwnPlace = { readonly kind: 'first' } | { readonly kind: 'second' } | FolderFault;

export function ownPlace(options: {
  /** Where the station keeps its ledger. */
  readonly folder: string;
  /** Where Chromium keeps its own files, if not in the system's default place. */
  readonly browserFolder?: string | undefined;
  readonly app: {
    setPath(name: 'userData', path: string): void;
    requestSingleInstanceLock(): boolean;
  };
}): OwnPlace {
  const { folder, browserFolder, app } = options;
  const fault = folderFault(folder) ?? (browserFolder && folderFault(browserFolder));
  if (fault) return fault;
  // Electron throws if the folder does not exist yet.
  if (browserFolder !== undefined) app.setPath('userData', browserFolder);
  return { kind: app.requestSingleInstanceLock() ? 'first' : 'second' };
}

/** The sentence and the exit code of a start that opens no window of its own. */
export function whyElsewhere(
  place: Exclude<OwnPlace, { kind: 'first' }>,
  folder: string,
): { readonly sentence: string; readonly code: 0 | 1 } {
  return place.kind === 'second'
    ? {
        sentence:
          '春风已经开着，它的窗口已到最前。Chunfeng is already open: its window is in front now.',
        code: 0,
      }
    : { sentence: folderFaultSentence(place, folder), code: 1 };
}
