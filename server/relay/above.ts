import type { Coverage } from '../../shared/report/coverage.ts';
import type { WallNews } from '../../shared/report/wall.ts';
import { LEAVES_OUT } from '../../shared/sync/versions.ts';
import type { Ack, Heard, HeardAbove, Hearing } from '../../shared/sync/wire.ts';

/**
 * What stations of a hub ask of the servers above it, and what these answer (P70 to P72). A station signs each
 * server's own nonce, so a hub hears what its stations may hear and no more. It is all in memory: a
 * hub keeps none of it, and after its start the stations ask again.
 */

interface Kept {
  readonly nonces: readonly string[];
  readonly noncesMs: number;
  /** Which messages the server above reads. */
  readonly reads: number;
  /** Signed by the station; it may be carried up until its nonces end. */
  readonly question?: Hearing;
  readonly isDue: boolean;
  /** Not handed down yet. */
  readonly answer?: readonly HeardAbove[];
  readonly coverage?: Coverage;
  readonly wall?: WallNews;
}

/** Shorter than a nonce is valid. */
const FRESH_MS = 9 * 60_000;

const nothing: Kept = { nonces: [], noncesMs: 0, reads: 1, isDue: false };

interface Station {
  readonly fair: string;
  readonly slot: number;
}

/** How far the hub itself has come. */
interface Place extends Pick<Hearing, 'revision' | 'revisionHash'> {
  readonly orders: number;
}

export function openAbove() {
  const kept = new Map<string, Kept>();
  const keyOf = ({ fair, slot }: Station): string => `${fair}/${slot}`;
  const keptFor = (station: Station): Kept => kept.get(keyOf(station)) ?? nothing;
  const set = (station: Station, change: Partial<Kept>): void => {
    kept.set(keyOf(station), { ...keptFor(station), ...change });
  };
  let onQuestion: () => void = () => undefined;

  return {
    /** Calls when a station has asked. */
    listen(listener: () => void): void {
      onQuestion = listener;
    },

    /** For the station's next question. */
    nonces(station: Station, nowMs: number): Pick<Ack, 'above'> {
      const { nonces, noncesMs } = keptFor(station);
      return nowMs - noncesMs < FRESH_MS ? { above: [...nonces] } : {};
    },

    /** Takes a station's valid question, and returns what has come for it meanwhile. */
    asked(station: Station, question: Hearing): Pick<Heard, 'above'> {
      const { answer, ...rest } = keptFor(station);
      if (answer) {
        // It asks again from there.
        kept.set(keyOf(station), rest);
        return { above: [...answer] };
      }
      if (question.above?.length) {
        set(station, { question, isDue: true });
        onQuestion();
      }
      return {};
    },

    /** The question to carry up, from the hub's own place in orders and revisions. */
    question(
      station: Station,
      { orders, ...revision }: Place,
      nowMs: number,
    ): { readonly isDue: boolean; readonly hears?: Hearing } {
      const { question, isDue, noncesMs, reads } = keptFor(station);
      const [first, ...further] = (question?.above ?? []).map((each) => readableBy(reads, each));
      if (!question || !first || nowMs - noncesMs >= FRESH_MS) return { isDue: false };
      const { run } = question;
      return {
        isDue,
        hears: {
          ...first,
          erasures: Math.min(first.erasures, orders),
          ...revision,
          ...(run !== undefined && { run }),
          ...(further.length > 0 && { above: further }),
        },
      };
    },

    /** Keeps an answer for the station; true if there is news in it. */
    answered(station: Station, ack: Ack, nowMs: number): boolean {
      const { nonce, above: noncesAbove = [], heard, receipt, reads = 1 } = ack;
      set(station, { nonces: [nonce, ...noncesAbove], noncesMs: nowMs, reads, isDue: false });
      if (!heard) return false;
      const { coverage, wall } = heard;
      const nearest = { heard: handedOn(heard), ...(receipt !== undefined && { receipt }) };
      const answer = [nearest, ...(heard.above ?? [])];
      const isNews = answer.some(
        ({ heard: { facts, erasures, more } }) => facts.length + erasures.length > 0 || more,
      );
      set(station, {
        ...(isNews && { answer }),
        ...(coverage && { coverage }),
        ...(wall && { wall }),
      });
      return isNews;
    },

    coverage: (station: Station): Coverage | undefined => keptFor(station).coverage,
    wall: (station: Station): WallNews | undefined => keptFor(station).wall,
  };
}
export type HearingAbove = ReturnType<typeof openAbove>;

type QuestionAbove = NonNullable<Hearing['above']>[number];

function readableBy(reads: number, question: QuestionAbove): QuestionAbove {
  const { machines, ...rest } = question;
  return reads >= LEAVES_OUT && machines ? question : rest;
}

const handedOn = ({
  erasures,
  erasuresUpTo,
  facts,
  factsUpTo,
  machines,
  more,
}: Heard): HeardAbove['heard'] => ({
  erasures,
  erasuresUpTo,
  facts,
  factsUpTo,
  ...(machines && { machines }),
  more,
});
