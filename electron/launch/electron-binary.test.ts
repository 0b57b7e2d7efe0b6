import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { createServer } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { electronBinary, obtainElectron } from './electron-binary.ts';

let root = '';
let home = '';
beforeEach(async () => {
  root = await mkdtemp(join(tmpdir(), 'chunfeng-electron-'));
  home = join(root, 'node_modules', 'electron');
  await mkdir(join(home, 'dist'), { recursive: true });
});
afterEach(() => rm(root, { recursive: true }));

const installer = (script: string) => writeFile(join(home, 'install.js'), script);
/** As the package’s own installer leaves it behind. */
const installed = `
  const { mkdirSync, writeFileSync } = require('node:fs');
  const { join } = require('node:path');
  writeFileSync(join(__dirname, 'dist', 'electron'), '');
  writeFileSync(join(__dirname, 'path.txt'), 'electron');
`;

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
    expect(await obtainElectron(root, 30_000)).toBe(join(home, 'dist', 'electron'));
  });

  it('is given up where it can’t be fetched', async () => {
    await installer('process.exit(1)');
    expect(await obtainElectron(root, 30_000)).toBeUndefined();
  });

  it('is given up where the package is not even installed', async () => {
    expect(await obtainElectron(join(root, 'elsewhere'), 30_000)).toBeUndefined();
  });

  it('is given up when it trickles for longer than a person would wait, and nothing is left running', async () => {
    let ended: () => void = () => undefined;
    const gone = new Promise<void>((resolve) => {
      ended = resolve;
    });
    const server = createServer((request, response) => {
      request.on('close', () => ended());
      response.write('a byte, and never another');
    });
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    const address = server.address();
    const port = typeof address === 'object' && address ? address.port : 0;
    await installer(`require('node:http').get('http://127.0.0.1:${port}/')`);
    expect(await obtainElectron(root, 1_500)).toBeUndefined();
    // The download's connection went with it.
    await gone;
    server.close();
  });
});
