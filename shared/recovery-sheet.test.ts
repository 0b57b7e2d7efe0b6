import { describe, expect, it } from 'vitest';
import {
  readRecoveryCode,
  readRecoveryLines,
  RECOVERY_LINES,
  recoveryCodeText,
  recoveryLines,
  recoveryLineState,
  type RecoverySheet,
} from './recovery-sheet.ts';

const sheet: RecoverySheet = {
  fair: 'c48f0482',
  salt: Uint8Array.from({ length: 16 }, (_, i) => 7 * i),
  box: Uint8Array.from({ length: 48 }, (_, i) => 255 - 5 * i),
};
const lines = recoveryLines(sheet);

describe('a recovery sheet', () => {
  it('comes back from its code', () => {
    expect(readRecoveryCode(recoveryCodeText(sheet))).toEqual({ ok: true, value: sheet });
    expect(recoveryCodeText(sheet).length).toBeLessThan(122);
  });

  it('comes back from its lines, in lower case, with spaces, and with letters that look alike', () => {
    expect(lines).toHaveLength(RECOVERY_LINES);
    expect(readRecoveryLines(lines)).toEqual(sheet);
    const careless = lines.map((line) =>
      line.toLowerCase().replaceAll('-', ' ').replaceAll('0', 'o').replaceAll('1', 'l'),
    );
    expect(readRecoveryLines(careless)).toEqual(sheet);
  });

  it('says while it is typed which line is wrong', () => {
    expect(lines.map((line, i) => recoveryLineState(i, line))).toEqual(lines.map(() => 'right'));
    expect(recoveryLineState(0, ' ')).toBe('empty');
    expect(recoveryLineState(1, lines[1]?.slice(0, 9) ?? '')).toBe('unfinished');
    expect(recoveryLineState(1, lines[2] ?? '')).toBe('wrong');
    const slips = Array.from(lines[3] ?? '', (character, i) =>
      character === '-'
        ? undefined
        : (lines[3] ?? '').slice(0, i) + next(character) + (lines[3] ?? '').slice(i + 1),
    ).filter((line) => line !== undefined);
    // Ten bits of check let one slip in a thousand pass; these all are found.
    expect(slips.map((line) => recoveryLineState(3, line))).toEqual(slips.map(() => 'wrong'));
    expect(
      readRecoveryLines([...lines.slice(0, 3), slips[0] ?? '', ...lines.slice(4)]),
    ).toBeUndefined();
  });

  it('is distinguished from other codes, and from a code that was misread', () => {
    expect(readRecoveryCode('CFK1:ABC')).toMatchObject({ fault: { kind: 'not-a-recovery-sheet' } });
    const text = recoveryCodeText(sheet);
    expect(readRecoveryCode(text.slice(0, -3))).toMatchObject({ fault: { kind: 'damaged' } });
    const other = text.slice(0, 9) + (text[9] === 'A' ? 'B' : 'A') + text.slice(10);
    expect(readRecoveryCode(other)).toMatchObject({ fault: { kind: 'damaged' } });
  });
});

const next = (character: string): string => (character === 'Z' ? 'Y' : 'Z');
