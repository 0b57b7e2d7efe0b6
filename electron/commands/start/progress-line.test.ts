import { expect, it } from 'vitest';
import { progressLine } from './progress-line.ts';

function shown(isTTY: boolean, total: number | undefined): string[] {
  const written: string[] = [];
  const line = progressLine('file', { isTTY, write: (text) => written.push(text) });
  for (let bytes = 1e6; bytes <= 20e6; bytes += 1e6) line.show(bytes, total);
  line.end();
  return written;
}

it('A terminal shows progress on one line, which is left at the end', () => {
  const written = shown(true, 20e6);
  expect(written[0]).toBe('\r\u001b[Kfile：5 %，1 / 20 MB');
  expect(written.join('')).toMatch(/100 %，20 \/ 20 MB\n$/);
});

it('A log has a line for each tenth', () => {
  expect(shown(false, 20e6)).toHaveLength(11);
});

it('Progress of an unknown whole is in megabytes', () => {
  expect(shown(false, undefined)).toEqual(['file：1 MB\n', 'file：10 MB\n', 'file：20 MB\n']);
});
