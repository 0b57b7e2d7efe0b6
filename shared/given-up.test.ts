import { describe, expect, it } from 'vitest';
import { type GivenUp, isMoreGivenUp } from './given-up.ts';

const own = (facts: number | null, boxes = 0) => ({ facts, boxes, why: 'archived' }) as const;
const hub = (slot: number, facts: number | null, boxes = 0) =>
  ({ slot, facts, most: 9, boxes, why: 'revoked' }) as const;
const gives = (more: Partial<GivenUp> = {}): GivenUp => ({ own: null, hub: [], ...more });

describe('a tap that gives up what no server takes', () => {
  it.each<[string, GivenUp, GivenUp]>([
    ['nothing', gives(), gives()],
    ['as much as it saw', gives({ own: own(3) }), gives({ own: own(3) })],
    ['less than it saw', gives({ hub: [hub(3, 1)] }), gives({ hub: [hub(3, 2), hub(4, 1)] })],
    ['what nobody could count', gives({ own: own(3) }), gives({ own: own(null) })],
  ])('may give up %s', (_, now, seen) => {
    expect(isMoreGivenUp(now, seen)).toBe(false);
  });

  it.each<[string, GivenUp, GivenUp]>([
    ['facts that it saw none of', gives({ own: own(1) }), gives()],
    ['more facts', gives({ own: own(4) }), gives({ own: own(3) })],
    ['more boxes', gives({ own: own(0, 1) }), gives({ own: own(0) })],
    ['an unknown number after a known one', gives({ own: own(null) }), gives({ own: own(3) })],
    ['another station’s', gives({ hub: [hub(4, 1)] }), gives({ hub: [hub(3, 1)] })],
    ['more of a station’s', gives({ hub: [hub(3, 2)] }), gives({ hub: [hub(3, 1)] })],
    ['box more of a station’s', gives({ hub: [hub(3, 1, 2)] }), gives({ hub: [hub(3, 1, 1)] })],
  ])('gives up no %s', (_, now, seen) => {
    expect(isMoreGivenUp(now, seen)).toBe(true);
  });
});
