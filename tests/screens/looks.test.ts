import { expect, it } from 'vitest';
import { pairwise } from './looks.ts';
import { panels } from './panels.ts';

it('the screen check covers every panel in each lane, drawer state and enlargement', () => {
  const looks = pairwise();
  for (const { name } of panels) {
    const ofPanel = looks.filter(({ panel }) => panel.name === name);
    expect(new Set(ofPanel.map(({ lane }) => lane)).size).toBe(2);
    expect(new Set(ofPanel.map(({ drawer }) => drawer)).size).toBe(3);
  }
  expect(looks.some(({ scale, drawer }) => scale === 1.5 && drawer === 'none')).toBe(true);
  // All combinations would be over two hundred.
  expect(looks.length).toBeLessThan(60);
});
