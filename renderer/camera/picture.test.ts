import { expect, it } from 'vitest';
import { next, type Picture, type Shown, troubleIn } from './picture.ts';

function troubleAfter(shown: readonly (readonly [at: number, light: number, video: number])[]) {
  let picture: Picture | undefined;
  for (const [at, light, video] of shown) {
    const now: Shown = { at, light, video };
    picture = next(picture, now);
  }
  return picture && troubleIn(picture);
}

it.each([
  [
    'a lit picture is well',
    [
      [0, 120, 0],
      [9_000, 120, 9],
    ],
    undefined,
  ],
  [
    'a dim hall is well',
    [
      [0, 40, 0],
      [9_000, 34, 9],
    ],
    undefined,
  ],
  [
    'a moment of darkness is no trouble',
    [
      [0, 5, 0],
      [2_900, 5, 2],
    ],
    undefined,
  ],
  [
    'a covered lens is said after three seconds',
    [
      [0, 5, 0],
      [3_000, 8, 3],
    ],
    'dark',
  ],
  [
    'noise does not end the darkness',
    [
      [0, 5, 0],
      [1_500, 24, 1],
      [3_000, 5, 3],
    ],
    'dark',
  ],
  [
    'an opened cover ends it',
    [
      [0, 5, 0],
      [3_000, 5, 3],
      [3_100, 60, 4],
    ],
    undefined,
  ],
  [
    'a picture that stands still is said after five seconds',
    [
      [0, 90, 1],
      [5_000, 90, 1],
    ],
    'not-answering',
  ],
  [
    'a short stop is no trouble',
    [
      [0, 90, 1],
      [4_000, 90, 1],
      [4_100, 90, 2],
      [8_000, 90, 2],
    ],
    undefined,
  ],
] as const)('%s', (_name, shown, trouble) => {
  expect(troubleAfter(shown)).toBe(trouble);
});
