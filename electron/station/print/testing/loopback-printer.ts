import { createServer } from 'node:net';

/** For tests: a receipt printer that speaks ESC/POS status over a real socket. */

export const WELL = 0x12;
export const PAPER_OUT = 0x72;
export const OFFLINE = 0x1a;

/** Its status answers about paper and itself, by the amount printed; or undefined for silence. */
export type Says = (about: 'paper' | 'printer', printed: number) => number | undefined;

export async function loopbackPrinter(says: Says) {
  const printed: Buffer[] = [];
  let asked: () => void = () => undefined;
  const wasAsked = new Promise<void>((resolve) => {
    asked = resolve;
  });
  const server = createServer((socket) => {
    socket.on('error', () => undefined);
    socket.on('data', (chunk) => {
      const isQuestion = chunk[0] === 0x10 && chunk[1] === 0x04;
      if (!isQuestion) return void printed.push(chunk);
      asked();
      const answer = says(chunk[2] === 4 ? 'paper' : 'printer', printed.length);
      if (answer !== undefined) socket.write(Uint8Array.of(answer));
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('it has no port');
  return {
    at: `127.0.0.1:${address.port}`,
    printed,
    wasAsked,
    close: (): Promise<void> => new Promise((resolve) => server.close(() => resolve())),
  };
}
