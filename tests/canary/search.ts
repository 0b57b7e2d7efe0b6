import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';

/** Searches bytes for secrets, in every encoding that careless code might write. */

export interface Hit {
  readonly where: string;
  readonly secret: string;
  readonly form: string;
}

interface Needle {
  readonly secret: string;
  readonly form: string;
  readonly bytes: Buffer;
}

export function needlesOf(secrets: readonly string[]): Needle[] {
  return secrets.flatMap((secret) => {
    const utf8 = Buffer.from(secret, 'utf8');
    const utf16 = Buffer.from(secret, 'utf16le');
    const forms: [string, Buffer][] = [
      ['utf-8', utf8],
      ['utf-16le', utf16],
      ['utf-16be', Buffer.from(utf16).swap16()],
      ['hex', Buffer.from(utf8.toString('hex'))],
      ['HEX', Buffer.from(utf8.toString('hex').toUpperCase())],
      ['hex of utf-16', Buffer.from(utf16.toString('hex'))],
      ['escaped', Buffer.from(escaped(secret))],
      ['percent', Buffer.from(encodeURIComponent(secret))],
      ...base64Forms('base64', utf8),
      ...base64Forms('base64 of utf-16', utf16),
    ];
    return forms.map(([form, bytes]) => ({ secret, form, bytes }));
  });
}

/** Base64 within a longer text, at each of the three possible offsets. */
function base64Forms(name: string, bytes: Buffer): [string, Buffer][] {
  return [0, 1, 2].flatMap((shift) => {
    const text = Buffer.concat([Buffer.alloc(shift), bytes])
      .toString('base64')
      .replaceAll('=', '');
    // The first and last characters also hold bits of the neighbouring bytes.
    const first = Math.ceil((shift * 8) / 6);
    const last = Math.floor(((shift + bytes.length) * 8) / 6);
    const own = text.slice(first, last);
    const url = own.replaceAll('+', '-').replaceAll('/', '_');
    return [
      [`${name} +${shift}`, Buffer.from(own)],
      [`${name}url +${shift}`, Buffer.from(url)],
    ] satisfies [string, Buffer][];
  });
}

function escaped(text: string): string {
  return Array.from(text, (character) => {
    const point = character.charCodeAt(0);
    return point < 128 ? character : `\\u${point.toString(16).padStart(4, '0')}`;
  }).join('');
}

export function hitsIn(where: string, bytes: Buffer, needles: readonly Needle[]): Hit[] {
  return needles
    .filter((needle) => bytes.includes(needle.bytes))
    .map(({ secret, form }) => ({ where, secret, form }));
}

/** Every file below a folder, with its name and content. */
export async function hitsBelow(
  folder: string,
  needles: readonly Needle[],
): Promise<{ readonly hits: Hit[]; readonly files: string[]; readonly bytes: number }> {
  const found = await readdir(folder, { recursive: true, withFileTypes: true });
  const files = found.filter((entry) => entry.isFile());
  const hits: Hit[] = [];
  let bytes = 0;
  for (const { parentPath, name } of files) {
    const content = await readFile(join(parentPath, name));
    bytes += content.length;
    hits.push(...hitsIn(name, Buffer.concat([Buffer.from(name), content]), needles));
  }
  return { hits, files: files.map(({ name }) => name), bytes };
}
