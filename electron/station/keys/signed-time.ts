import type { Fair } from '../../../shared/fair.ts';
import type { Result } from '../../../shared/result.ts';
import {
  judgeTime,
  type SignedTime,
  TIME_DOMAIN,
  type TimeFault,
  timeText,
} from '../../../shared/signed-time.ts';
import { isSigned, keyText, signText } from './fair-keys.ts';

export function signTime({ id }: Pick<Fair, 'id'>, ms: number, signingKey: Uint8Array): SignedTime {
  const signature = keyText(signText(TIME_DOMAIN, timeText({ fair: id, ms }), signingKey));
  return { fair: id, ms, signature };
}

export function isOver(fair: Fair, time: SignedTime): Result<number, TimeFault> {
  return judgeTime(fair, time, (domain, text, signature, key) =>
    isSigned(domain, text, Buffer.from(signature, 'base64url'), key),
  );
}
