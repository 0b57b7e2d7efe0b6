import { chmod, mkdir, readFile, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';

/**
 * A folder of a few kilobytes that the packer accepts as an unpacked Electron: its binary is only the wire
 * that holds the fuses. The packed result cannot run, but can be read.
 */

const SENTINEL = 'dL7pKGdnNz796PbbjQWNKmHXBZaB9tsX';
const FUSES = 9;
/** The wire's version, the number of fuses, and each fuse on, as `'1'`. */
const wire = Buffer.concat([
  Buffer.alloc(256, 0x2e),
  Buffer.from(SENTINEL),
  Uint8Array.of(1, FUSES),
  Buffer.alloc(FUSES, '1'),
  Buffer.alloc(256, 0x2e),
]);

const paks = ['am', 'de', 'en-US', 'fr', 'zh-CN', 'zh-TW'];

/** The packer writes the archive's hash into the resources of a Windows binary, so this must be a real one. */
function aWindowsBinary(): Promise<Buffer> {
  const root = new URL('../../node_modules/better-sqlite3/prebuilds/', import.meta.url);
  return readFile(new URL('win32-x64.node', root));
}

export async function stubElectron(
  folder: string,
  platform: 'linux' | 'win32',
  version: string,
): Promise<void> {
  const binary = platform === 'win32' ? 'electron.exe' : 'electron';
  const files: Record<string, string | Buffer> = {
    [binary]: platform === 'win32' ? Buffer.concat([await aWindowsBinary(), wire]) : wire,
    version,
    LICENSE: '',
    'LICENSES.chromium.html': '',
    'resources.pak': '',
    'chrome_100_percent.pak': '',
    'resources/keep': '',
    ...Object.fromEntries(paks.map((pak) => [`locales/${pak}.pak`, ''])),
  };
  for (const [name, content] of Object.entries(files)) {
    await mkdir(dirname(join(folder, name)), { recursive: true });
    await writeFile(join(folder, name), content);
  }
  await chmod(join(folder, binary), 0o755);
}
