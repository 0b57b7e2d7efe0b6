import { readFile, realpath } from 'node:fs/promises';
import { extname, join, sep } from 'node:path';
import { fail, ok, type Result } from '../../shared/result.ts';

/** The built page's files, for both doors: nothing outside its folder, nothing from elsewhere. */

const CONTENT_SECURITY_POLICY = [
  "default-src 'none'",
  "script-src 'self'",
  "style-src 'self'",
  "img-src 'self' data:",
  "font-src 'self'",
  "connect-src 'self'",
  "media-src 'self'",
  "object-src 'none'",
  "base-uri 'none'",
  "form-action 'none'",
  "frame-ancestors 'none'",
].join('; ');

export const pageHeaders = {
  'content-security-policy': CONTENT_SECURITY_POLICY,
  'x-content-type-options': 'nosniff',
  'referrer-policy': 'no-referrer',
  'cross-origin-opener-policy': 'same-origin',
  'cross-origin-resource-policy': 'same-origin',
  'cache-control': 'no-store',
} as const;

const TYPES: Readonly<Record<string, string>> = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.svg': 'image/svg+xml',
  '.png': 'image/png',
  '.woff2': 'font/woff2',
  '.json': 'application/json',
};

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
    // Resolved to the end, so that no link or dot leads out of the folder.
    const file = await realpath(join(root, path));
    if (!file.startsWith(root + sep)) return fail({ kind: 'not-found' });
    const hashed = path.startsWith('/assets/');
    return ok({
      body: await readFile(file),
      headers: {
        ...pageHeaders,
        'content-type': type,
        // Names under assets/ change with their content, and hold nothing of a person.
        ...(hashed && { 'cache-control': 'private, max-age=31536000, immutable' }),
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
