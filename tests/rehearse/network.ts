import { createServer, connect, type Socket } from 'node:net';

/**
 * The cable between one station and the servers, which a test can unplug and plug in. Like a load balancer,
 * it moves to the next server when one does not answer.
 */
export interface Cable {
  readonly url: string;
  cut(): void;
  mend(): void;
  close(): Promise<void>;
}

export async function cableTo(servers: readonly { readonly port: number }[]): Promise<Cable> {
  let whole = true;
  const open = new Set<Socket>();
  let turn = 0;
  const keep = (socket: Socket): void => {
    open.add(socket);
    socket.on('error', () => undefined);
    socket.on('close', () => open.delete(socket));
  };
  function lay(near: Socket, port: number, others: readonly number[]): void {
    const far = connect(port, '127.0.0.1');
    keep(far);
    far.on('connect', () => {
      near.pipe(far).pipe(near);
      near.on('close', () => far.destroy());
    });
    far.on('close', () => {
      const [next, ...rest] = others;
      if (far.bytesRead === 0 && far.bytesWritten === 0 && next !== undefined && !near.destroyed) {
        lay(near, next, rest);
      } else {
        near.destroy();
      }
    });
  }
  const server = createServer((near) => {
    keep(near);
    if (!whole) {
      near.destroy();
      return;
    }
    turn += 1;
    const [first = 0, ...others] = [...servers.slice(turn % servers.length), ...servers]
      .slice(0, servers.length)
      .map(({ port }) => port);
    lay(near, first, others);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('no port');
  const drop = (): void => {
    for (const socket of open) socket.destroy();
  };
  return {
    url: `http://127.0.0.1:${address.port}`,
    cut() {
      whole = false;
      drop();
    },
    mend() {
      whole = true;
    },
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        drop();
      }),
  };
}
