import { fork } from 'node:child_process';
import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { diskFault } from '../../../shared/disk-fault.ts';
import { signFair } from '../keys/signed-fair.ts';
import { loadSampleFair } from './sample-fair.ts';
import { SAMPLE_FAIR } from './sample-station.ts';

export interface SampleServer {
  readonly url: string;
  /** A server that already ran, for another station of the sample fair, keeps running. */
  stop(): Promise<void>;
}

/** The central server beside the sample fair, in its own process, as at a real fair. */
export async function startSampleServer(options: {
  readonly root: string;
  readonly folder: string;
  readonly port: number;
}): Promise<SampleServer> {
  const { root, folder, port } = options;
  const { fair, keys } = await loadSampleFair(join(root, 'resources', SAMPLE_FAIR));
  const fairFile = join(folder, 'fair.json');
  try {
    await mkdir(folder, { recursive: true, mode: 0o700 });
    await writeFile(fairFile, JSON.stringify(signFair(fair, keys.signingKey)));
  } catch (error) {
    if (!diskFault(error)) throw error;
    // The station says what is wrong with the disk; it works without a server, too.
    return { url: `http://127.0.0.1:${port}`, stop: async () => undefined };
  }
  // A sample must never enter a real database.
  const { DATABASE_URL: _real, ...env } = process.env;
  const child = fork(
    join(root, 'server', 'main.ts'),
    ['--fair', fairFile, '--data', folder, '--port', String(port), '--sample-account', '--as-root'],
    { cwd: root, env, stdio: ['ignore', 'pipe', 'ignore', 'ipc'] },
  );
  const exited = new Promise<void>((resolve) => child.once('exit', () => resolve()));
  const url = await new Promise<string | undefined>((resolve) => {
    let output = '';
    child.stdout?.on('data', (chunk: Buffer) => {
      output += chunk.toString('utf8');
      const [, address] = /(http:\S+)\/docs/.exec(output) ?? [];
      if (address !== undefined) resolve(address);
    });
    void exited.then(() => resolve(undefined));
  });
  return {
    url: url ?? `http://127.0.0.1:${port}`,
    async stop() {
      child.kill('SIGTERM');
      await exited;
    },
  };
}
