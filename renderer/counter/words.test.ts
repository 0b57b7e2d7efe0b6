import { expect, it } from 'vitest';
import { saidWords } from './words.ts';

it.each(['scanner-unbound', 'card-of-other-booth'] as const)(
  'a desk that refuses a scan (%s) speaks of desks and not of booths',
  (why) => {
    const { zh } = saidWords({ kind: 'refused', why }, String, 'desk');
    expect(zh).toContain('服务台');
    expect(zh).not.toContain('展位');
  },
);
