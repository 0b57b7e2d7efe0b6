import type { Education, Trade } from '../../../shared/codes.ts';
import { type Pass, readShortCode } from '../../../shared/pass.ts';
import { fail, ok, type Result } from '../../../shared/result.ts';
import type { BlankReader } from '../keys/blank-passes.ts';
import type { PassReader, PassRefusal } from '../keys/pass-reader.ts';

/** Whose pass was shown at a booth, and what it tells; with public keys alone. */

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
  return ok({ pseudonym, tells: told(read.value) });
}

/** A typed code finds a person and proves nothing, so nothing is shown of them. */
export function whoseCode(typed: string): Result<Who, { readonly kind: 'length' | 'mistyped' }> {
  const short = readShortCode(typed);
  return short.ok ? ok({ pseudonym: short.value, tells: nothing }) : short;
}

const titles = { mr: '先生', ms: '女士', none: '', anonymous: '' } as const;

function told({ surname, education, trades }: Pass): PassTells {
  return {
    name: surname.text + (surname.text && titles[surname.title]),
    anonymous: surname.title === 'anonymous',
    ...(education && { education }),
    trades,
  };
}
