import { ok, fail } from '../../../shared/result.ts';
import { encodePayload, minuteOf, passText } from '../../../shared/pass.ts';
import { makeBlank } from '../keys/blank-passes.ts';
import { posReader } from '../reader/pos-reader.ts';
import { readerBook } from '../reader/reader-book.ts';
import type { ConnectReaders } from '../reader/reader-set.ts';
import { sdtReader } from '../reader/sdt-reader.ts';
import { simulatedCardReader, simulatedScanner } from '../reader/simulator.ts';
import type { SimulatedThings } from '../open/station-options.ts';
import type { Timers } from '../clock/timers.ts';
import type { SampleFair, SampleThing } from './sample-fair.ts';

/** The sample fair's hardware: simulated devices under the same readers that drive real ones. */
export interface SimulatedReaders {
  readonly connect: ConnectReaders;
  readonly things: SimulatedThings;
}

/** How long a tapped card stays, and until the reader has seen an empty field twice. */
const CARD_LIES_MS = 2_000;
const FIELD_CLEARS_MS = 900;

export function simulatedReaders(
  { fair, keys, things }: SampleFair,
  timers: Timers,
  now: () => number,
  randomBytes: (length: number) => Uint8Array,
): SimulatedReaders {
  const cards = simulatedCardReader(timers);
  const scanner = simulatedScanner();

  /** A pass that no key has signed: the best that a forger can do. */
  function unsignedPass(fairId: string, station: number): string {
    const payload = encodePayload({
      fair: fairId,
      pseudonym: Buffer.from(randomBytes(16)).toString('hex'),
      station,
      minute: minuteOf(now()),
      surname: { text: '王', title: 'mr' },
      trades: [],
      reissue: 0,
    });
    return passText(payload, randomBytes(64));
  }

  let cardsUntil = 0;
  let cancelNext: (() => void) | undefined;
  /** Lift one card before laying the next, so that the reader sees it leave. */
  function layCard(card: Parameters<typeof cards.putCard>[0]): void {
    cancelNext?.();
    const wait = now() < cardsUntil ? FIELD_CLEARS_MS : 0;
    if (wait > 0) cards.takeCard();
    cardsUntil = now() + wait + CARD_LIES_MS;
    cancelNext = timers.after(wait, () => cards.putCard(card));
  }

  function show(thing: SampleThing): void {
    if (thing.kind === 'card') return layCard(thing.card);
    switch (thing.code.kind) {
      case 'text':
        return scanner.show(thing.code.text);
      case 'bytes':
        return scanner.show(thing.code.bytes);
      case 'blank':
        return scanner.show(makeBlank(fair, thing.code.pseudonym, keys.signingKey));
      case 'make': {
        const other = thing.code.make === 'pass-of-other-fair' ? '00000001' : fair.id;
        return scanner.show(unsignedPass(other, fair.stations[0]?.slot ?? 1));
      }
    }
  }

  return {
    connect: async (listener) => {
      const book = readerBook(listener, now);
      const card = { id: 'simulated-card', name: '模拟身份证阅读器' };
      const code = { id: 'simulated-scanner', name: '模拟扫码枪' };
      const readers = [
        sdtReader({
          ...card,
          port: cards.port,
          timers,
          events: book.enter({ ...card, kind: 'id-card', where: '模拟 simulated' }),
        }),
        posReader({
          ...code,
          layout: 'A',
          port: scanner.port,
          timers,
          events: book.enter({ ...code, kind: 'code', where: '模拟 simulated' }),
        }),
      ];
      return {
        states: book.states,
        health: book.health,
        async close() {
          for (const reader of readers) await reader.close();
        },
      };
    },
    things: {
      list: things.map(({ id, kind, zh, en, note }) => ({ id, kind, zh, en, note })),
      present(id) {
        const thing = things.find((known) => known.id === id);
        if (!thing) return fail({ kind: 'no-such-thing' });
        show(thing);
        return ok({});
      },
    },
  };
}
