import { readFileSync } from 'node:fs';
import { expect, it } from 'vitest';
import { keyboardWords, WORDS_FILE } from './keyboard-words.ts';

it('the keyboard’s word list is what its sources make', () => {
  expect(readFileSync(WORDS_FILE, 'utf8') === keyboardWords()).toBe(true);
});
