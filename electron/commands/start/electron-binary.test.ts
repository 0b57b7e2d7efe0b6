import { cp, mkdir, mkdtemp, rm, symlink, writeFile } from 'node:fs/promises';
import { createServer, type Server } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { steppedTimers } from '../../station/clock/testing/stepped-timers.ts';
import { electronBinary, obtainElectron } from './electron-binary.ts';

const PATIENCE_MS = 8_000;
const ours = join(import.meta.dirname, '../../../node_modules');

let root = '';
let home = '';
beforeEach(async () => {
  root = await mkdtemp(join(tmpdir(), 'chunfeng-electron-'));
  home = join(root, 'node_modules', 'electron');
  await mkdir(join(home, 'dist'), { recursive: true });
});
afterEach(async () => {
  vi.unstubAllEnvs();
  await rm(root, { recursive: true });
});

const installer = (script: string) => writeFile(join(home, 'install.js'), script);
/** The state in which the package's installer leaves the folder. */
const installed = `
  const { writeFileSync } = require('node:fs');
  const { join } = require('node:path');
  writeFileSync(join(__dirname, 'dist', 'electron'), '');
  writeFileSync(join(__dirname, 'path.txt'), 'electron');
`;

/** A loopback server whose response never ends, and which counts its clients. */
async function tricklingServer() {
  let tell: () => void = () => undefined;
  const asked = new Promise<void>((resolve) => (tell = resolve));
  const server = createServer((_request, response) => {
    response.writeHead(200, { 'content-length': 100_000_000 });
    response.write('a byte, and never another');
    tell();
  });
  return { server, url: await listening(server), asked };
}

async function listening(server: Server): Promise<string> {
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('no port');
  return `http://127.0.0.1:${address.port}/`;
}

/** Resolves only after the client disconnects, so it detects a process that was left running. */
const allHungUp = (server: Server) => new Promise((resolve) => server.close(resolve));

describe('Electron’s binary', () => {
  it('is found where the package keeps it', async () => {
    expect(electronBinary(root)).toBeUndefined();
    await writeFile(join(home, 'path.txt'), 'electron');
    expect(electronBinary(root)).toBeUndefined();
    await writeFile(join(home, 'dist', 'electron'), '');
    expect(electronBinary(root)).toBe(join(home, 'dist', 'electron'));
  });

  it('is fetched by the package’s own installer', async () => {
    await installer(installed);
    expect(await obtainElectron(root, PATIENCE_MS, steppedTimers())).toBe(
      join(home, 'dist', 'electron'),
    );
  });

  it.each([
    ['fails', 'process.exit(1)'],
    ['reports success and leaves nothing', ''],
  ])('is given up if its installer %s', async (_how, script) => {
    await installer(script);
    expect(await obtainElectron(root, PATIENCE_MS, steppedTimers())).toBeUndefined();
  });

  it('is given up if the package is not even installed', async () => {
    const elsewhere = join(root, 'elsewhere');
    expect(await obtainElectron(elsewhere, PATIENCE_MS, steppedTimers())).toBeUndefined();
  });
});

describe('the installed Electron package', () => {
  /** The real installer, without any binary that is already installed. */
  beforeEach(async () => {
    for (const file of ['package.json', 'install.js', 'checksums.json']) {
      await cp(join(ours, 'electron', file), join(home, file));
    }
    await symlink(join(ours, '@electron'), join(root, 'node_modules', '@electron'));
    vi.stubEnv('electron_config_cache', join(root, 'cache'));
    vi.stubEnv('TMPDIR', root);
  });

  /** npm's setting takes precedence over the others, so set the mirror there. */
  function mirror(url: string): void {
    vi.stubEnv('npm_config_electron_mirror', url);
  }

  it('gives up by itself if nobody answers at the mirror', async () => {
    const server = createServer();
    mirror(await listening(server));
    await allHungUp(server);
    expect(await obtainElectron(root, PATIENCE_MS, steppedTimers())).toBeUndefined();
  });

  it('gives up when the binary only trickles in, and leaves no process behind', async () => {
    const { server, url, asked } = await tricklingServer();
    mirror(url);
    const timers = steppedTimers();
    let answered = false;
    const binary = obtainElectron(root, PATIENCE_MS, timers).finally(() => (answered = true));
    await asked;
    await timers.pass(PATIENCE_MS - 1);
    expect(answered).toBe(false);
    await timers.pass(1);
    expect(await binary).toBeUndefined();
    await allHungUp(server);
  });
});
