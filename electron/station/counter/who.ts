import type { Education, Trade } from '../../../shared/codes.ts';
import type { FactRef } from '../../../shared/facts.ts';
import { type Pass, readShortCode } from '../../../shared/pass.ts';
import { fail, ok, type Result } from '../../../shared/result.ts';
import type { BlankReader } from '../keys/blank-passes.ts';
import type { PassReader, PassRefusal } from '../keys/pass-reader.ts';

/** Whose pass was shown at a counter, and what it says. Public keys are enough to read it. */

export interface PassTells {
  /** `周先生` */
  readonly name: string;
  readonly anonymous: boolean;
  readonly education?: Education;
  readonly trades: readonly Trade[];
}

export interface Who {
  readonly pseudonym: string;
  readonly tells: PassTells;
  /** The visit written for them, at a booth. */
  readonly visit?: FactRef;
}

const nothing: PassTells = { name: '', anonymous: false, trades: [] };

export interface PassesRead {
  readonly readPass: PassReader;
  readonly readBlank: BlankReader;
  readonly isErased: (pseudonym: string) => boolean;
}

export function whoShows(
  text: string,
  { readPass, readBlank, isErased }: PassesRead,
): Result<Who, PassRefusal> {
  const printed = readBlank(text);
  if (printed) {
    if (!printed.ok) return printed;
    if (isErased(printed.value)) return fail({ kind: 'pass-revoked' });
    return ok({ pseudonym: printed.value, tells: nothing });
  }
  const read = readPass(text);
  if (!read.ok) return read;
  const { pseudonym } = read.value;
  if (isErased(pseudonym)) return fail({ kind: 'pass-revoked' });
  return ok({ pseudonym, tells: tellsOf(read.value) });
}

/** A typed code finds a person and proves nothing, so the page shows nothing about them. */
export function whoseCode(typed: string): Result<Who, { readonly kind: 'length' | 'mistyped' }> {
  const short = readShortCode(typed);
  return short.ok ? ok({ pseudonym: short.value, tells: nothing }) : short;
}

const titles = { mr: '先生', ms: '女士', none: '', anonymous: '' } as const;

function tellsOf({ surname, education, trades }: Pass): PassTells {
  return {
    name: surname.text + (surname.text && titles[surname.title]),
    anonymous: surname.title === 'anonymous',
    ...(education && { education }),
    trades,
  };
}
