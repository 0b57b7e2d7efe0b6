import { expect, it } from 'vitest';
import type { Notice } from '../../../shared/contract/station.ts';
import { noticeBoard } from './notice-board.ts';

const time = { day: '2026-03-01', time: '09:12' };

function board(put?: (notice: Notice) => void) {
  let kept: Notice[] = [];
  const troubles: unknown[] = [];
  const notices = { put: put ?? ((notice: Notice) => kept.push(notice)), unread: () => kept };
  const notify = noticeBoard(
    notices,
    () => time,
    (error) => troubles.push(error),
  );
  const read = (): void => {
    kept = [];
  };
  return { notify, read, troubles, kinds: () => kept.map(({ kind }) => kind) };
}

it('a failing printer has one notice until staff have read it', () => {
  const { notify, read, kinds } = board();
  for (let n = 0; n < 3; n += 1) notify({ kind: 'printer-failing', why: 'printer-offline' });
  expect(kinds()).toEqual(['printer-failing']);
  read();
  notify({ kind: 'printer-failing', why: 'printer-offline' });
  expect(kinds()).toEqual(['printer-failing']);
});

it('each jump of the clock has a notice of its own', () => {
  const { notify, kinds } = board();
  notify({ kind: 'clock-jumped', byMinutes: 5 });
  notify({ kind: 'clock-jumped', byMinutes: -5 });
  expect(kinds()).toEqual(['clock-jumped', 'clock-jumped']);
});

it('a notice that the disk refuses goes to the log, and stops nobody', () => {
  const { notify, troubles } = board(() => {
    throw new Error('disk full');
  });
  notify({ kind: 'entrance-freed' });
  expect(troubles).toEqual([new Error('disk full')]);
});
