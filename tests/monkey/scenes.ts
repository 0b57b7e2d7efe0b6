import type { MonkeyRole, Scene } from './acts.ts';
import type { Chance } from './chance.ts';

/** Panels that halls have. */
const sizes: readonly (readonly [number, number])[] = [
  [1024, 600],
  [1024, 768],
  [1280, 800],
  [1280, 1024],
  [1366, 768],
  [1920, 1080],
  [768, 1024],
  [800, 1280],
  [1024, 1280],
  [1080, 1920],
];

const slots: Readonly<Record<MonkeyRole, readonly number[]>> = {
  attendee: [1, 2],
  booth: [4, 5, 6],
  desk: [7],
  organiser: [8],
};

const EXPRESS_ODDS = 0.35;

export function sceneFor(
  chance: Chance,
  role: MonkeyRole,
  size: readonly [number, number] | undefined,
): Scene {
  const chosen = chance.one(sizes) ?? [1280, 1024];
  const slot = chance.one(slots[role]) ?? 1;
  const express = role === 'attendee' && chance.odds(EXPRESS_ODDS);
  const [width, height] = size ?? chosen;
  return { role, slot, width, height, lane: express ? 'express' : 'self' };
}
