import { z } from 'zod';

/**
 * Marks of the codes before the camera, for the next page: at an entrance each person gets a new one, and a
 * code that still lies there must not be read for them. They are in this tab's memory only.
 */

const NAME = 'camera-marks';
const marksSchema = z.array(z.int()).max(16);

export function keptMarks(): readonly number[] {
  try {
    return marksSchema.parse(JSON.parse(sessionStorage.getItem(NAME) ?? '[]'));
  } catch {
    return [];
  }
}

export function keepMarks(marks: readonly number[]): void {
  try {
    if (marks.length === 0) sessionStorage.removeItem(NAME);
    else sessionStorage.setItem(NAME, JSON.stringify(marks));
  } catch {
    // Without it a code that stays is read once more.
  }
}
