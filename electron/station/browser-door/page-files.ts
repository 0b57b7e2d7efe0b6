import { readFile, realpath } from 'node:fs/promises';
import { extname, join, sep } from 'node:path';
import { ASSET_CACHE, decoderHeaders, pageHeaders } from '../../../shared/page-headers.ts';
import { fail, ok, type Result } from '../../../shared/result.ts';

/** The built page's files, for both doors: nothing outside its folder. */

const TYPES: Readonly<Record<string, string>> = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.svg': 'image/svg+xml',
  '.png': 'image/png',
  '.webp': 'image/webp',
  '.woff2': 'font/woff2',
  '.wasm': 'application/wasm',
  '.json': 'application/json',
};

/** The build names it after its source. */
const DECODER = /^\/assets\/decode-worker-[\w-]+\.js$/;

export interface PageFile {
  readonly body: Buffer<ArrayBuffer>;
  readonly headers: Readonly<Record<string, string>>;
}

/** The file at a URL's path; `/` is the page itself. */
export async function pageFile(
  folder: string,
  urlPath: string,
): Promise<Result<PageFile, { kind: 'not-found' }>> {
  const path = decoded(urlPath);
  const type = path && TYPES[extname(path)];
  if (path === undefined || type === undefined) return fail({ kind: 'not-found' });
  try {
    const root = await realpath(folder);
    // Resolve fully, so that no link or dot leads out of the folder.
    const file = await realpath(join(root, path));
    if (!file.startsWith(root + sep)) return fail({ kind: 'not-found' });
    const hashed = path.startsWith('/assets/');
    return ok({
      body: await readFile(file),
      headers: {
        ...(DECODER.test(path) ? decoderHeaders : pageHeaders),
        'content-type': type,
        ...(hashed && { 'cache-control': ASSET_CACHE }),
      },
    });
  } catch {
    return fail({ kind: 'not-found' });
  }
}

function decoded(urlPath: string): string | undefined {
  try {
    const path = decodeURIComponent(urlPath === '/' ? '/index.html' : urlPath);
    return /[\\\0]/.test(path) ? undefined : path;
  } catch {
    return undefined;
  }
}
