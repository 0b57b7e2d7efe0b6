import type { CallbackResponse, Event, OnBeforeRequestListenerDetails } from 'electron';
import { isOurs } from './origin.ts';

/** The page's session gets no permission, no device and no address but ours. */

export interface LockableSession {
  setPermissionRequestHandler(
    handler: (contents: unknown, permission: unknown, answer: (granted: boolean) => void) => void,
  ): void;
  setPermissionCheckHandler(handler: () => boolean): void;
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
  on(event: 'will-download', listener: (event: Pick<Event, 'preventDefault'>) => void): unknown;
}

export function lockSession(session: LockableSession, { devTools }: { devTools: boolean }): void {
  session.setPermissionRequestHandler((_contents, _permission, answer) => answer(false));
  session.setPermissionCheckHandler(() => false);
  session.setDevicePermissionHandler(() => false);
  // The spell checker would download dictionaries.
  session.setSpellCheckerEnabled(false);
  session.webRequest.onBeforeRequest(({ url }, answer) => {
    const inspecting = devTools && url.startsWith('devtools:');
    answer({ cancel: !(isOurs(url) || inspecting || url.startsWith('data:')) });
  });
  session.on('will-download', (event) => event.preventDefault());
}
