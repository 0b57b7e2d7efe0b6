import { type Readable, Transform, type TransformCallback } from 'node:stream';
import { createGunzip } from 'node:zlib';

/**
 * How much of what clients send is held in memory at once. A small gzip unpacks to anything, so bytes are counted while
 * they unpack; and who showed no signature before its body shares little, with all others of its address.
 */

export interface Sender {
  /** The address, or the station that has signed what the request says of itself. */
  readonly name: string;
  readonly isSigned: boolean;
}

/** One sender has at most a quarter of what all have. */
interface Bounds {
  /** Of one request, unpacked. */
  readonly bytesOfOne: number;
  /** Of one sender. */
  readonly atOnceOfSender: number;
  readonly bytesOfAll: number;
}

const MEGABYTE = 1024 * 1024;
const BOUNDS: Readonly<Record<'signed' | 'unsigned', Bounds>> = {
  // Five thousand facts of the greatest length.
  signed: { bytesOfOne: 48 * MEGABYTE, atOnceOfSender: 2, bytesOfAll: 384 * MEGABYTE },
  // Five thousand facts as stations of before write them.
  unsigned: { bytesOfOne: 8 * MEGABYTE, atOnceOfSender: 4, bytesOfAll: 128 * MEGABYTE },
};

/** Fastify answers with the status. */
export class TooMuch extends Error {
  override readonly name = 'TooMuch';
  readonly statusCode: 413 | 503;
  constructor(statusCode: 413 | 503) {
    super(statusCode === 413 ? 'the body is too large' : 'too much is being read already');
    this.statusCode = statusCode;
  }
}

class Counted extends Transform {
  /** Fastify compares it with what the request says of its length. */
  receivedEncodedLength = 0;
  readonly #judge: (chunk: Buffer) => TooMuch | undefined;

  constructor(judge: (chunk: Buffer) => TooMuch | undefined) {
    super();
    this.#judge = judge;
  }

  override _transform(chunk: Buffer, _encoding: string, done: TransformCallback): void {
    const fault = this.#judge(chunk);
    if (fault) done(fault);
    else done(null, chunk);
  }
}

export interface Held {
  /** The body as it unpacks; it fails with `TooMuch` as soon as it is more than it may be. */
  read(body: Readable, isPacked: boolean): Counted;
  /** Nothing of it is needed any more. */
  letGo(): void;
}

export function openBodies(bounds = BOUNDS) {
  const atOnce = new Map<string, number>();
  const bytes = { signed: 0, unsigned: 0 };
  let most = 0;

  return {
    /** Undefined where this sender's place is taken: it waits, and sends again. */
    enter({ name, isSigned }: Sender): Held | undefined {
      const kind = isSigned ? 'signed' : 'unsigned';
      const { bytesOfOne, atOnceOfSender, bytesOfAll } = bounds[kind];
      const own = atOnce.get(name) ?? 0;
      if (own >= atOnceOfSender || bytes[kind] >= bytesOfAll) return undefined;
      atOnce.set(name, own + 1);
      let held = 0;
      let isOver = false;

      function take(chunk: Buffer): TooMuch | undefined {
        held += chunk.length;
        bytes[kind] += chunk.length;
        most = Math.max(most, bytes.signed + bytes.unsigned);
        if (held > bytesOfOne) return new TooMuch(413);
        return bytes[kind] > bytesOfAll ? new TooMuch(503) : undefined;
      }

      return {
        read(body, isPacked) {
          const counted = new Counted((chunk) => (isOver ? new TooMuch(503) : take(chunk)));
          body.on('data', (chunk: Buffer) => {
            counted.receivedEncodedLength += chunk.length;
          });
          // Fastify listens only while it reads: what still comes after its answer must end nobody's server.
          counted.on('error', () => undefined);
          const source = isPacked ? body.pipe(createGunzip()) : body;
          for (const each of [body, source]) each.on('error', (error) => counted.destroy(error));
          // What is not read any more is not unpacked either.
          counted.on('close', () => {
            body.unpipe();
            if (source !== body) source.destroy();
          });
          source.pipe(counted);
          return counted;
        },
        letGo() {
          if (isOver) return;
          isOver = true;
          bytes[kind] -= held;
          const left = (atOnce.get(name) ?? 1) - 1;
          if (left > 0) atOnce.set(name, left);
          else atOnce.delete(name);
        },
      };
    },
    /** The most that was held at once. */
    most: (): number => most,
    held: (): number => bytes.signed + bytes.unsigned,
  };
}
