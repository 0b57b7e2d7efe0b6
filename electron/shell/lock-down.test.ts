import { describe, expect, it } from 'vitest';
import { type LockableContents, lockDown } from './lock-down.ts';
import { type LockableSession, lockSession } from './lock-session.ts';
import { isOurs, isPage } from './origin.ts';

/** Records the shell's listeners, so that a test can fire their events. */
function contents(shortcuts = false) {
  const listeners = new Map<string, (...args: never[]) => void>();
  let opened: (() => { action: string }) | undefined;
  const fake: LockableContents = {
    on: (event: string, listener: (...args: never[]) => void) => listeners.set(event, listener),
    setWindowOpenHandler: (handler) => {
      opened = handler;
    },
    setVisualZoomLevelLimits: async () => undefined,
  };
  lockDown(fake, { shortcuts });
  return {
    open: () => opened?.().action,
    hears: (event: string) => listeners.has(event),
    /** Whether the shell refuses the event. */
    refuses: (event: string, details: object = {}, ...more: object[]): boolean => {
      let refused = false;
      const listener = listeners.get(event);
      const args = [{ ...details, preventDefault: () => (refused = true) }, ...more];
      Reflect.apply(listener ?? (() => undefined), undefined, args);
      return refused;
    },
  };
}

describe('the page', () => {
  it.each(['will-navigate', 'will-frame-navigate', 'will-redirect'])(
    'navigates nowhere but to itself (%s)',
    (event) => {
      const { refuses } = contents();
      const isRefused = (url: string, isMainFrame = true) => refuses(event, { url, isMainFrame });
      expect(isRefused('chunfeng://kiosk/')).toBe(false);
      expect(isRefused('https://example.cn/')).toBe(true);
      expect(isRefused('file:///etc/passwd')).toBe(true);
      expect(isRefused('chunfeng://kiosk.evil.cn/')).toBe(true);
      expect(isRefused('chunfeng://kiosk@evil.cn/')).toBe(true);
      expect(isRefused('chunfeng://kiosk/', false)).toBe(true);
    },
  );

  it('opens no window, no embedded page and no menu', () => {
    const { open, refuses } = contents();
    expect(open()).toBe('deny');
    expect(refuses('will-attach-webview')).toBe(true);
    expect(refuses('context-menu')).toBe(true);
  });

  it('receives keys for writing, and no shortcuts', () => {
    const { refuses } = contents();
    const press = (key: string, control = false) =>
      refuses('before-input-event', {}, { key, control, alt: false, meta: false });
    expect(press('5')).toBe(false);
    expect(press('r', true)).toBe(true);
    expect(press('F11')).toBe(true);
  });

  it('leaves shortcuts to developers in their own window', () => {
    expect(contents(true).hears('before-input-event')).toBe(false);
  });
});

describe('the page’s session', () => {
  function session(devTools = false) {
    let ask: Parameters<LockableSession['setPermissionRequestHandler']>[0] | undefined;
    let check: Parameters<LockableSession['setPermissionCheckHandler']>[0] | undefined;
    let proxy: unknown;
    let device: () => boolean = () => true;
    let request: Parameters<LockableSession['webRequest']['onBeforeRequest']>[0] | undefined;
    let download: ((event: { preventDefault(): void }) => void) | undefined;
    void lockSession(
      {
        setPermissionRequestHandler: (handler) => {
          ask = handler;
        },
        setPermissionCheckHandler: (handler) => {
          check = handler;
        },
        setDevicePermissionHandler: (handler) => {
          device = handler;
        },
        setSpellCheckerEnabled: () => undefined,
        setProxy: async (config) => {
          proxy = config;
        },
        webRequest: {
          onBeforeRequest: (listener) => {
            request = listener;
          },
        },
        on: (_event, listener) => {
          download = listener;
        },
      },
      { devTools },
    );
    return {
      /** Whether a page gets a permission, both when it asks and when Chromium checks. */
      grants: (
        permission: string,
        url = 'chunfeng://kiosk/',
        isMainFrame = true,
        media?: 'video' | 'audio',
      ): boolean => {
        const answers: boolean[] = [];
        ask?.({}, permission, (granted) => answers.push(granted), {
          requestingUrl: url,
          isMainFrame,
          ...(media && { mediaTypes: [media] }),
        });
        answers.push(
          check?.({}, permission, url, { isMainFrame, ...(media && { mediaType: media }) }) ?? true,
        );
        expect(new Set(answers).size).toBe(1);
        return answers.every(Boolean);
      },
      /** Whether a page that asks for all of these gets them. */
      asks: (permission: string, mediaTypes: readonly string[]): boolean | undefined => {
        let answer: boolean | undefined;
        ask?.({}, permission, (granted) => (answer = granted), {
          requestingUrl: 'chunfeng://kiosk/',
          isMainFrame: true,
          mediaTypes,
        });
        return answer;
      },
      proxy: () => proxy,
      device: () => device(),
      cancels: (url: string): boolean | undefined => {
        let cancelled: boolean | undefined;
        request?.({ url }, ({ cancel }) => {
          cancelled = cancel;
        });
        return cancelled;
      },
      refusesDownload: (): boolean => {
        let refused = false;
        download?.({ preventDefault: () => (refused = true) });
        return refused;
      },
    };
  }

  it('may put text on the clipboard, for our own page alone', () => {
    const { grants } = session();
    const copying = 'clipboard-sanitized-write';
    expect(grants(copying)).toBe(true);
    expect(grants(copying, 'https://example.cn/')).toBe(false);
    expect(grants(copying, 'about:blank')).toBe(false);
    expect(grants(copying, 'chunfeng://kiosk/', false)).toBe(false);
  });

  it('may see through a camera and never hear, for our own page alone', () => {
    const { grants, asks } = session();
    const ours = 'chunfeng://kiosk/';
    expect(grants('media', ours, true, 'video')).toBe(true);
    expect(grants('media', ours, true, 'audio')).toBe(false);
    expect(asks('media', ['video', 'audio'])).toBe(false);
    expect(asks('media', [])).toBe(false);
    expect(grants('media', ours, false, 'video')).toBe(false);
    expect(grants('media', 'https://example.cn/', true, 'video')).toBe(false);
  });

  it('goes nowhere, not even to this machine, whatever slips past its other locks', () => {
    expect(session().proxy()).toEqual({
      proxyRules: 'http://127.0.0.1:9/',
      proxyBypassRules: '<-loopback>',
    });
  });

  it('grants no other permission and no device, and downloads nothing', () => {
    const { grants, device, refusesDownload } = session();
    for (const permission of ['media', 'clipboard-read', 'geolocation', 'openExternal', 'hid']) {
      expect(grants(permission)).toBe(false);
    }
    expect(device()).toBe(false);
    expect(refusesDownload()).toBe(true);
  });

  it('requests no address but ours', () => {
    const { cancels } = session();
    expect(cancels('chunfeng://kiosk/assets/a.js')).toBe(false);
    expect(cancels('data:image/svg+xml,x')).toBe(false);
    for (const url of ['https://example.cn/', 'http://127.0.0.1:80/', 'ws://a/', 'devtools://x']) {
      expect(cancels(url)).toBe(true);
    }
  });
});

describe('our origin', () => {
  it.each(['chunfeng://kiosk/', 'chunfeng://kiosk/assets/x.js'])('is %s', (url) =>
    expect(isOurs(url)).toBe(true),
  );
  it.each(['chunfeng://other/', 'chunfeng://u:p@kiosk/', 'https://kiosk/', 'kiosk', ''])(
    'is not %s',
    (url) => expect(isOurs(url)).toBe(false),
  );
  it('has only one page', () => {
    expect(isPage('chunfeng://kiosk/')).toBe(true);
    expect(isPage('chunfeng://kiosk/assets/x.html')).toBe(false);
  });
});
