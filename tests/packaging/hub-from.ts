import { fork } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { Agent, fetch } from 'undici';
import { fromHub, type ToHub } from '../../shared/hub-messages.ts';
import { aFair } from '../hub/a-fair.ts';

const anyCertificate = new Agent({ connect: { rejectUnauthorized: false } });

/** Starts the hub of a packed program as the app does, looks at its page, and closes it. */
export async function hubFrom(program: string, data: string) {
  const { signed } = await aFair();
  // In its own folder, so that nothing is found in this project's.
  const child = fork(join(program, 'dist', 'hub', 'hub.js'), [], {
    cwd: program,
    serialization: 'advanced',
    execArgv: [],
    stdio: ['ignore', 'inherit', 'inherit', 'ipc'],
  });
  const ended = once(child, 'exit').then(([code]: unknown[]) => code);
  const tell = (message: ToHub): void => void child.send(message);
  const port = new Promise<number>((resolve, reject) => {
    child.on('message', (message: unknown) => {
      const said = fromHub.parse(message);
      if (said.kind === 'opened') resolve(said.opened.port);
      if (said.kind === 'not-opened') reject(new Error(said.why));
    });
    void ended.then((code) => reject(new Error(`the hub ended: ${String(code)}`)));
  });
  const opening = {
    folder: data,
    host: '127.0.0.1',
    port: 0,
    thisPort: true,
    version: 'test',
    fair: signed,
  };
  tell({ kind: 'open', opening, pageFolder: join(program, 'dist', 'renderer') });
  const answer = await fetch(`https://127.0.0.1:${await port}/`, { dispatcher: anyCertificate });
  const page = await answer.text();
  tell({ kind: 'close' });
  return { page, ended };
}
