import { createHash } from 'node:crypto';
import { cp, mkdir, writeFile } from 'node:fs/promises';
import { createServer, type Server, type ServerResponse } from 'node:http';
import { join } from 'node:path';
import { crc32 } from 'node:zlib';

/** A mirror on loopback with a small program in Electron's place, and the real package that asks it. */

const ours = join(import.meta.dirname, '../../../../node_modules/electron');
const FILE = `electron-v45.4.1-${process.platform}-${process.arch}.zip`;

export interface ElectronMirror {
  /** For `npm_config_electron_mirror`: npm's setting goes before all others. */
  readonly url: string;
  /** Where each answer began, in bytes. */
  readonly answeredFrom: number[];
  readonly bytes: number;
  /** How the next answer goes on once its headers are out; the whole file by default. */
  answer: (response: ServerResponse, bytes: Buffer) => void;
  close(): Promise<void>;
}

/** `home` becomes the package as npm installs it, without its binary. */
export async function electronMirror(home: string, program: string): Promise<ElectronMirror> {
  const binary = process.platform === 'win32' ? 'electron.exe' : 'electron';
  const zip = storedZip({ [binary]: program, version: '45.4.1' });
  await mkdir(home, { recursive: true });
  for (const file of ['package.json', 'install.js']) await cp(join(ours, file), join(home, file));
  const sum = createHash('sha256').update(zip).digest('hex');
  await writeFile(join(home, 'checksums.json'), JSON.stringify({ [FILE]: sum }));
  const answeredFrom: number[] = [];
  const server = createServer(({ headers, url }, response) => {
    if (!url?.endsWith(FILE)) return response.writeHead(404).end();
    const from = Number(/^bytes=(\d+)-$/.exec(headers.range ?? '')?.[1] ?? 0);
    answeredFrom.push(from);
    response.writeHead(from > 0 ? 206 : 200, {
      'content-length': zip.length - from,
      ...(from > 0 && { 'content-range': `bytes ${from}-${zip.length - 1}/${zip.length}` }),
    });
    mirror.answer(response, zip.subarray(from));
  });
  const mirror: ElectronMirror = {
    url: `http://127.0.0.1:${await portOf(server)}/`,
    answeredFrom,
    bytes: zip.length,
    answer: (response, bytes) => response.end(bytes),
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
  return mirror;
}

async function portOf(server: Server): Promise<number> {
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('no port');
  return address.port;
}

const EXECUTABLE = 0o100755;
const MADE_ON_UNIX = 3 << 8;

/** A ZIP archive of executable files, not compressed. */
function storedZip(files: Readonly<Record<string, string>>): Buffer {
  const locals: Buffer[] = [];
  const centrals: Buffer[] = [];
  let at = 0;
  for (const [name, text] of Object.entries(files)) {
    const body = Buffer.from(text);
    const common = Buffer.alloc(26);
    common.writeUInt16LE(20, 0);
    common.writeUInt32LE(crc32(body), 10);
    common.writeUInt32LE(body.length, 14);
    common.writeUInt32LE(body.length, 18);
    common.writeUInt16LE(name.length, 22);
    const local = Buffer.concat([Buffer.from('PK\u0003\u0004'), common, Buffer.from(name), body]);
    const tail = Buffer.alloc(14);
    tail.writeUInt32LE((EXECUTABLE << 16) >>> 0, 6);
    tail.writeUInt32LE(at, 10);
    const made = Buffer.alloc(2);
    made.writeUInt16LE(MADE_ON_UNIX | 20);
    centrals.push(
      Buffer.concat([Buffer.from('PK\u0001\u0002'), made, common, tail, Buffer.from(name)]),
    );
    locals.push(local);
    at += local.length;
  }
  const directory = Buffer.concat(centrals);
  const end = Buffer.alloc(18);
  end.writeUInt16LE(centrals.length, 4);
  end.writeUInt16LE(centrals.length, 6);
  end.writeUInt32LE(directory.length, 8);
  end.writeUInt32LE(at, 12);
  return Buffer.concat([...locals, directory, Buffer.from('PK\u0005\u0006'), end]);
}
