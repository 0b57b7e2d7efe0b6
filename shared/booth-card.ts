import { bytesToHex, concatBytes, hexToBytes, utf8ToBytes } from '@noble/hashes/utils.js';
import { z } from 'zod';
import { decodeBase45, encodeBase45 } from './base45.ts';
import { codesOf, intentSteps } from './codes.ts';
import { boothTaps } from './deeds.ts';
import { fail, ok, type Result } from './result.ts';

/**
 * Cards that lie at a booth: one binds a scanner to it, others hold commands for a booth that has only a
 * scanner. `CFC1:` and base45 of the fair, the organiser's signature, and the content. Each is bound to its
 * booth, so that a visitor's photo of one works nowhere else.
 */

const CARD_PREFIX = 'CFC1:';
const FAIR_LENGTH = 4;
const SIGNATURE_LENGTH = 64;

const commandSchema = z.discriminatedUnion('does', [
  z.strictObject({ does: z.literal('bind') }),
  z.strictObject({ does: z.enum(boothTaps) }),
  z.strictObject({ does: z.literal('intent'), step: z.enum(codesOf(intentSteps)) }),
  z.strictObject({ does: z.literal('undo') }),
  z.strictObject({ does: z.literal('post'), number: z.int().min(1).max(9) }),
  z.strictObject({ does: z.literal('walk-in') }),
  z.strictObject({ does: z.literal('close') }),
]);
export type BoothCommand = z.infer<typeof commandSchema>;

export interface BoothCard {
  readonly fair: string;
  readonly booth: string;
  readonly command: BoothCommand;
}

/** `A01/intent/first`: what is signed, after the fair. */
export function cardWords({ booth, command }: Pick<BoothCard, 'booth' | 'command'>): string {
  const more =
    command.does === 'intent' ? [command.step] : command.does === 'post' ? [command.number] : [];
  return [booth, command.does, ...more].join('/');
}

export function boothCardText(card: BoothCard, signature: Uint8Array): string {
  const words = utf8ToBytes(cardWords(card));
  return CARD_PREFIX + encodeBase45(concatBytes(hexToBytes(card.fair), signature, words));
}

export type BoothCardFault = { readonly kind: 'not-a-booth-card' | 'damaged' };

export interface SignedBoothCard extends BoothCard {
  readonly signature: Uint8Array;
}

export function readBoothCardText(text: string): Result<SignedBoothCard, BoothCardFault> {
  if (!text.startsWith(CARD_PREFIX)) return fail({ kind: 'not-a-booth-card' });
  const bytes = decodeBase45(text.slice(CARD_PREFIX.length));
  const before = FAIR_LENGTH + SIGNATURE_LENGTH;
  if (!bytes.ok || bytes.value.length <= before) return fail({ kind: 'damaged' });
  const words = new TextDecoder().decode(bytes.value.subarray(before)).split('/');
  const [booth = '', does = '', detail] = words;
  const command = commandSchema.safeParse({
    does,
    ...(does === 'intent' && { step: detail }),
    ...(does === 'post' && { number: Number(detail) }),
  });
  if (!/^[A-Za-z0-9-]{1,24}$/.test(booth) || !command.success) return fail({ kind: 'damaged' });
  return ok({
    fair: bytesToHex(bytes.value.subarray(0, FAIR_LENGTH)),
    booth,
    command: command.data,
    signature: bytes.value.subarray(FAIR_LENGTH, before),
  });
}
