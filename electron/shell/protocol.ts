import type { CustomScheme } from 'electron';
import { pageHeaders } from '../../shared/page-headers.ts';
import { pageFile } from '../station/browser-door/page-files.ts';
import { isOurs, SCHEME } from './origin.ts';

/** `chunfeng://kiosk/` serves the built page and nothing else. */

/** Register before the app is ready. Allows no service worker and no bypass of the policy. */
export const pageScheme: CustomScheme = {
  scheme: SCHEME,
  privileges: { standard: true, secure: true, supportFetchAPI: true },
};

export interface PageProtocol {
  handle(scheme: string, handler: (request: Request) => Promise<Response>): void;
}

export function servePage(protocol: PageProtocol, folder: string): void {
  protocol.handle(SCHEME, async ({ method, url }) => {
    const file =
      method === 'GET' && isOurs(url) ? await pageFile(folder, new URL(url).pathname) : undefined;
    return file?.ok
      ? new Response(file.value.body, { headers: file.value.headers })
      : new Response(null, { status: 404, headers: pageHeaders });
  });
}
