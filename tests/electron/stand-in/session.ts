import { z } from 'zod';
import { addressesOf } from './addresses.ts';
import type { Devtools } from './devtools.ts';
import { hearing, preventable, strict } from './strict.ts';

/** A session: who may what, which requests go out, and who serves the app's own scheme. */

type Serve = (request: Request) => Response | Promise<Response>;
type PermissionCheck = (
  contents: unknown,
  permission: string,
  origin: string,
  details: object,
) => boolean;
type BeforeRequest = (
  details: { url: string; method: string; resourceType: string },
  answer: (response: { cancel?: boolean }) => void,
) => void;

/** Electron's name of each permission, and Chromium's. */
const PERMISSIONS = {
  'clipboard-sanitized-write': 'clipboard-write',
  'clipboard-read': 'clipboard-read',
  geolocation: 'geolocation',
  notifications: 'notifications',
  midi: 'midi',
} as const;

const registered = new Set<string>();
export const addresses = addressesOf(() => [...registered]);

export function registerSchemes(schemes: readonly { readonly scheme: string }[]): void {
  for (const { scheme } of schemes) registered.add(scheme);
}

const pausedSchema = z.object({
  requestId: z.string(),
  frameId: z.string(),
  resourceType: z.string(),
  request: z.object({
    url: z.string(),
    method: z.string(),
    headers: z.record(z.string(), z.string()),
  }),
});
type Paused = z.infer<typeof pausedSchema>;

export interface StandInSession {
  /** What the app sees. */
  readonly shown: object;
  /** Puts a tab under this session's rules; `mayLoad` is asked about each document first. */
  guard(tab: Devtools, mayLoad: (url: string, frameId: string) => boolean): Promise<void>;
  grant(devtools: Devtools, origin: string): Promise<void>;
}

function createSession(): StandInSession {
  const served = new Map<string, Serve>();
  const { ways, happens } = hearing('session', ['will-download']);
  let before: BeforeRequest = (_details, answer) => answer({});
  let mayUse: PermissionCheck = () => true;

  async function settle(
    tab: Devtools,
    { requestId, resourceType, request }: Paused,
  ): Promise<void> {
    const url = addresses.own(request.url);
    const refuse = (errorReason: string) =>
      tab.tell('Fetch.failRequest', { requestId, errorReason });
    const { method, headers } = request;
    const { cancel = false } = await new Promise<{ cancel?: boolean }>((answer) =>
      before({ url, method, resourceType }, answer),
    );
    if (cancel) return void (await refuse('BlockedByClient'));
    const serve = served.get(new URL(url).protocol.slice(0, -1));
    if (!serve) return void (await refuse('NameNotResolved'));
    const response = await serve(new Request(url, { method, headers }));
    await tab.tell('Fetch.fulfillRequest', {
      requestId,
      responseCode: response.status,
      responseHeaders: [...response.headers].map(([name, value]) => ({ name, value })),
      body: Buffer.from(await response.arrayBuffer()).toString('base64'),
    });
  }

  const shown = strict('session', {
    ...ways,
    setPermissionRequestHandler: (_handler: unknown) => undefined,
    setPermissionCheckHandler: (handler: PermissionCheck) => void (mayUse = handler),
    setDevicePermissionHandler: (_handler: unknown) => undefined,
    setSpellCheckerEnabled: (_enable: boolean) => undefined,
    setSpellCheckerDictionaryDownloadURL: (_url: string) => undefined,
    // Nothing of this Chromium reaches a network in any case.
    setProxy: async (_config: object) => undefined,
    resolveProxy: async (_address: string) => 'DIRECT',
    webRequest: strict('session.webRequest', {
      onBeforeRequest: (listener: BeforeRequest) => void (before = listener),
    }),
    protocol: strict('session.protocol', {
      handle: (scheme: string, serve: Serve) => void served.set(scheme, serve),
    }),
  });
  return {
    shown,
    async guard(tab, mayLoad) {
      tab.on('Fetch.requestPaused', pausedSchema, (paused) => {
        const { requestId, resourceType, frameId, request } = paused;
        const goes = resourceType !== 'Document' || mayLoad(addresses.own(request.url), frameId);
        const settled = goes
          ? settle(tab, paused)
          : tab.tell('Fetch.failRequest', { requestId, errorReason: 'Aborted' });
        // The tab may close, or load something else, while a request is on its way.
        settled.catch(() => undefined);
      });
      tab.on('Page.downloadWillBegin', z.object({ url: z.string() }), ({ url }) => {
        const event = preventable({});
        happens('will-download', event, { getURL: () => url });
        if (!event.defaultPrevented) throw new Error('the stand-in for Electron downloads nothing');
      });
      await tab.tell('Fetch.enable', { patterns: [{ urlPattern: '*' }] });
      await tab.tell('Page.setDownloadBehavior', { behavior: 'deny' });
    },
    async grant(devtools, origin) {
      for (const [ours, theirs] of Object.entries(PERMISSIONS)) {
        const allowed = mayUse(null, ours, addresses.own(origin), { isMainFrame: true });
        await devtools.tell('Browser.setPermission', {
          permission: { name: theirs },
          setting: allowed ? 'granted' : 'denied',
          origin,
        });
      }
    },
  };
}

const sessions = new Map<string, StandInSession>();

export function sessionOf(partition: string): StandInSession {
  const known = sessions.get(partition) ?? createSession();
  sessions.set(partition, known);
  return known;
}
