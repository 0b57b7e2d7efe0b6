import {
  type BoothCommand,
  boothCardText,
  cardWords,
  readBoothCardText,
} from '../../../shared/booth-card.ts';
import type { Fair } from '../../../shared/fair.ts';
import { fail, ok, type Result } from '../../../shared/result.ts';
import { isSigned, signText } from './fair-keys.ts';

const DOMAIN = 'chunfeng/booth-card/1';

export interface Commanded {
  readonly booth: string;
  readonly command: BoothCommand;
}

const signedText = (fair: string, card: Commanded): string => `${fair}/${cardWords(card)}`;

export function makeBoothCard(
  { id }: Pick<Fair, 'id'>,
  card: Commanded,
  signingKey: Uint8Array,
): string {
  return boothCardText({ fair: id, ...card }, signText(DOMAIN, signedText(id, card), signingKey));
}

export type BoothCardRefusal = {
  readonly kind: 'code-unreadable' | 'code-of-other-fair' | 'card-forged';
};

/** Undefined if the code is not a booth's card. */
export function boothCardReader({ id, signingKey }: Pick<Fair, 'id' | 'signingKey'>) {
  return function readCard(text: string): Result<Commanded, BoothCardRefusal> | undefined {
    const read = readBoothCardText(text);
    if (!read.ok) {
      return read.fault.kind === 'damaged' ? fail({ kind: 'code-unreadable' }) : undefined;
    }
    const { fair, booth, command, signature } = read.value;
    if (fair !== id) return fail({ kind: 'code-of-other-fair' });
    const card = { booth, command };
    return isSigned(DOMAIN, signedText(fair, card), signature, signingKey)
      ? ok(card)
      : fail({ kind: 'card-forged' });
  };
}
