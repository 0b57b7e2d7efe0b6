import type { Fair } from '../../../shared/fair.ts';
import { type Pass, readPassText } from '../../../shared/pass.ts';
import { fail, ok, type Result } from '../../../shared/result.ts';
import { passVerifier } from './keyring.ts';

export type PassRefusal =
  | { readonly kind: 'code-unknown' }
  | { readonly kind: 'code-unreadable' }
  | { readonly kind: 'code-of-other-fair' }
  | { readonly kind: 'pass-forged' }
  | { readonly kind: 'pass-revoked' };

/**
 * Turns a scanned text into a verified pass, using only the fair: no network, no secret, and no
 * clock, since a wrong clock must not refuse anyone.
 */
export function passReader(
  fair: Pick<Fair, 'id' | 'stations' | 'revoked'>,
  revoked?: () => readonly number[],
) {
  const judge = passVerifier(fair, revoked);
  return function readPass(text: string): Result<Pass, PassRefusal> {
    const read = readPassText(text);
    if (!read.ok) {
      switch (read.fault.kind) {
        case 'not-a-pass':
          return fail({ kind: 'code-unknown' });
        case 'damaged':
          return fail({ kind: 'code-unreadable' });
        case 'newer-version':
          return fail({ kind: 'code-of-other-fair' });
      }
    }
    const { pass, payload, signature } = read.value;
    if (pass.fair !== fair.id) return fail({ kind: 'code-of-other-fair' });
    switch (judge(pass.station, payload, signature)) {
      case 'forged':
        return fail({ kind: 'pass-forged' });
      case 'revoked':
        return fail({ kind: 'pass-revoked' });
      case 'good':
        return ok(pass);
    }
  };
}
export type PassReader = ReturnType<typeof passReader>;
