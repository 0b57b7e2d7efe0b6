import { checkTyped } from '../../shared/id-number.ts';

/** Adds signs to an ID number while they can be part of a valid one; ignores the others. */
export function typeNumber(typed: string, text: string): string {
  return Array.from(text.toUpperCase()).reduce((typed, sign) => {
    if (checkTyped(typed).kind !== 'open') return typed;
    const fits = typed.length === 17 ? /[\dX]/ : /\d/;
    return fits.test(sign) ? typed + sign : typed;
  }, typed);
}

/** As cards print it and people remember it: region, birthday, the last four. */
export const NUMBER_GROUPS = [
  [0, 6],
  [6, 14],
  [14, 18],
] as const;
export const NUMBER_LENGTH = 18;
