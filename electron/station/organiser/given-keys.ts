import type { StationEvent } from '../../../shared/contract/calls.ts';
import type { Fair } from '../../../shared/fair.ts';
import {
  type RecoverySheet,
  readRecoveryCode,
  readRecoveryLines,
} from '../../../shared/recovery-sheet.ts';
import { fail, ok, type Result } from '../../../shared/result.ts';
import {
  type ArrivingFile,
  arrivedBytes,
  arrivingFile,
  contentOf,
  withPart,
} from '../export/arriving-file.ts';
import type { OrganiserFile } from '../keys/fair-pack.ts';
import { type OwnFileFault, ownOrganiserFile, readOrganiserFile } from '../keys/own-keys.ts';
import type { Scan } from '../reader/scan.ts';

/** What somebody brought to open the keys with: the recovery sheet, or the organiser's file. The last one counts. */

type Given =
  | { readonly is: 'file'; readonly file: ArrivingFile }
  | { readonly is: 'sheet'; readonly sheet: RecoverySheet };

type ToOpen =
  | { readonly is: 'file'; readonly file: OrganiserFile }
  | { readonly is: 'sheet'; readonly sheet: RecoverySheet };

interface Options {
  readonly folder: string;
  readonly newest: () => Pick<Fair, 'id'>;
  readonly emit: (event: StationEvent) => void;
}

export function givenKeys({ folder, newest, emit }: Options) {
  let given: Given | undefined;

  function takeSheet(sheet: RecoverySheet): boolean {
    if (sheet.fair !== newest().id) return false;
    given = { is: 'sheet', sheet };
    return true;
  }

  return {
    begin(bytes: number): void {
      given = { is: 'file', file: arrivingFile(bytes) };
    },
    part(base64: string): Result<Record<string, never>, { readonly kind: 'gone' }> {
      if (given?.is !== 'file') return fail({ kind: 'gone' });
      given = { is: 'file', file: withPart(given.file, base64) };
      return ok({});
    },
    lines(
      lines: readonly string[],
    ): Result<Record<string, never>, { readonly kind: 'not-right' | 'other-fair' }> {
      const sheet = readRecoveryLines(lines);
      if (!sheet) return fail({ kind: 'not-right' });
      return takeSheet(sheet) ? ok({}) : fail({ kind: 'other-fair' });
    },
    /** False for every other scan. */
    scanned(scan: Scan): boolean {
      const read = scan.kind === 'code' ? readRecoveryCode(scan.text) : undefined;
      if (!read || (!read.ok && read.fault.kind === 'not-a-recovery-sheet')) return false;
      const step = !read.ok ? 'damaged' : takeSheet(read.value) ? 'taken' : 'other-fair';
      emit({ name: 'sheet', payload: { step } });
      return true;
    },
    async toOpen(): Promise<Result<ToOpen, OwnFileFault>> {
      if (given?.is === 'sheet') return ok(given);
      if (given && arrivedBytes(given.file) < given.file.bytes) return fail({ kind: 'no-file' });
      const file = given
        ? readOrganiserFile(contentOf(given.file))
        : await ownOrganiserFile(folder);
      if (file.ok) return ok({ is: 'file', file: file.value });
      given = undefined;
      return file;
    },
    forget(): void {
      given = undefined;
    },
  };
}
