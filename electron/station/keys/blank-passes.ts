import type { Fair } from '../../../shared/fair.ts';
import { blankText, readBlankText } from '../../../shared/blank-pass.ts';
import { fail, ok, type Result } from '../../../shared/result.ts';
import { isSigned, signText } from './fair-keys.ts';
import type { PassRefusal } from './pass-reader.ts';

const DOMAIN = 'chunfeng/blank/1';

const signedText = (fair: string, pseudonym: string): string => `${fair}/${pseudonym}`;

/** Makes the passes that an organiser prints before the fair. No list of them is stored. */
export function makeBlank(
  { id }: Pick<Fair, 'id'>,
  pseudonym: string,
  signingKey: Uint8Array,
): string {
  const signature = signText(DOMAIN, signedText(id, pseudonym), signingKey);
  return blankText({ fair: id, pseudonym, signature });
}

/** The pseudonym of a pre-printed pass, using only the fair; undefined for any other code. */
export function blankReader({ id, signingKey }: Pick<Fair, 'id' | 'signingKey'>) {
  return function readBlank(text: string): Result<string, PassRefusal> | undefined {
    const read = readBlankText(text);
    if (!read.ok) {
      return read.fault.kind === 'not-a-blank' ? undefined : fail({ kind: 'code-unreadable' });
    }
    const { fair, pseudonym, signature } = read.value;
    if (fair !== id) return fail({ kind: 'code-of-other-fair' });
    return isSigned(DOMAIN, signedText(fair, pseudonym), signature, signingKey)
      ? ok(pseudonym)
      : fail({ kind: 'pass-forged' });
  };
}
export type BlankReader = ReturnType<typeof blankReader>;
