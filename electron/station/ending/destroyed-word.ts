import {
  type Destroyed,
  DESTROYED_DOMAIN,
  destroyedText,
  judgeDestroyed,
} from '../../../shared/destroyed.ts';
import type { Fair } from '../../../shared/fair.ts';
import type { SignedTime } from '../../../shared/signed-time.ts';
import { isSigned, keyText, signText } from '../keys/fair-keys.ts';
import type { Incarnation } from '../sync/progress.ts';

/** The word of this machine that it has destroyed: signed while the key is open, sent once the key is gone. */
export function signDestroyed(
  { slot, passSeed }: { readonly slot: number; readonly passSeed: Uint8Array },
  time: SignedTime,
  incarnations: readonly Incarnation[],
  unsent: number | null,
): Destroyed {
  const heads = incarnations.map(({ name, head }) => ({ incarnation: name, seq: head.seq }));
  const said = { v: 1, slot, time, heads, unsent } as const;
  const signature = keyText(signText(DESTROYED_DOMAIN, destroyedText(said), passSeed));
  return { ...said, signature };
}

export const isDestroyedWord = (fair: Fair, said: Destroyed): boolean =>
  judgeDestroyed(fair, said, (domain, text, signature, key) =>
    isSigned(domain, text, Buffer.from(signature, 'base64url'), key),
  ).ok;
