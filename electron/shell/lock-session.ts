import type { CallbackResponse, Event, OnBeforeRequestListenerDetails } from 'electron';
import { isOurs } from './origin.ts';

/**
 * The page's session reaches no address but ours. It may put text on the clipboard (reading it needs
 * another permission), and see through a camera, never hear: a camera reads codes.
 */

export interface LockableSession {
  setPermissionRequestHandler(
    handler: (
      contents: unknown,
      permission: string,
      answer: (granted: boolean) => void,
      details: {
        readonly requestingUrl: string;
        readonly isMainFrame: boolean;
        readonly mediaTypes?: readonly string[];
      },
    ) => void,
  ): void;
  setPermissionCheckHandler(
    handler: (
      contents: unknown,
      permission: string,
      origin: string,
      details: { readonly isMainFrame: boolean; readonly mediaType?: string },
    ) => boolean,
  ): void;
  setDevicePermissionHandler(handler: () => boolean): void;
  setSpellCheckerEnabled(enable: boolean): void;
  readonly webRequest: {
    onBeforeRequest(
      listener: (
        details: Pick<OnBeforeRequestListenerDetails, 'url'>,
        answer: (response: CallbackResponse) => void,
      ) => void,
    ): void;
  };
  setProxy(config: {
    readonly proxyRules: string;
    readonly proxyBypassRules: string;
  }): Promise<void>;
  on(event: 'will-download', listener: (event: Pick<Event, 'preventDefault'>) => void): unknown;
}

/**
 * Chromium fetches dictionaries for each session as soon as it is made, even for one whose spell checker
 * is off. This address holds for all of them.
 */
export function fetchNoDictionaries(session: {
  setSpellCheckerDictionaryDownloadURL(url: string): void;
}): void {
  session.setSpellCheckerDictionaryDownloadURL(NOTHING_LISTENS);
}

const NOTHING_LISTENS = 'http://127.0.0.1:9/';

/**
 * Nothing listens there, and with this rule not even loopback goes around it. Whatever slips past the other
 * locks ends here; only the station's own session may use the network.
 */
const NOWHERE = { proxyRules: NOTHING_LISTENS, proxyBypassRules: '<-loopback>' };

export async function lockSession(
  session: LockableSession,
  { devTools }: { devTools: boolean },
): Promise<void> {
  session.setPermissionRequestHandler((_contents, permission, answer, asked) =>
    answer(asked.isMainFrame && isOurs(asked.requestingUrl) && may(permission, asked.mediaTypes)),
  );
  session.setPermissionCheckHandler((_contents, permission, origin, { isMainFrame, mediaType }) => {
    const media = mediaType === undefined ? [] : [mediaType];
    return isMainFrame && isOurs(origin) && may(permission, media);
  });
  session.setDevicePermissionHandler(() => false);
  session.setSpellCheckerEnabled(false);
  session.webRequest.onBeforeRequest(({ url }, answer) => {
    const inspecting = devTools && url.startsWith('devtools:');
    answer({ cancel: !(isOurs(url) || inspecting || url.startsWith('data:')) });
  });
  session.on('will-download', (event) => event.preventDefault());
  await session.setProxy(NOWHERE);
}

function may(permission: string, media: readonly string[] = []): boolean {
  if (permission === 'media') return media.length > 0 && media.every((type) => type === 'video');
  return permission === 'clipboard-sanitized-write';
}
