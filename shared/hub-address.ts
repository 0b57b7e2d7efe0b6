import { concatBytes, utf8ToBytes } from '@noble/hashes/utils.js';
import { z } from 'zod';
import { decodeBase45, encodeBase45 } from './base45.ts';
import { fairIdSchema } from './facts.ts';
import type { Fair } from './fair.ts';
import { fail, ok, type Result } from './result.ts';
import { serverPinSchema } from './server-pins.ts';

/**
 * The address code 地址码: where the hall's hub is now, signed by the organiser, for stations whose network cannot
 * tell them (P108). A station keeps it until a later one.
 */

const PREFIX = 'CFH1:';
export const HUB_ADDRESS_DOMAIN = 'chunfeng/hub-address/1';
const SIGNATURE_LENGTH = 64;

const hubAddressSchema = z.strictObject({
  fair: fairIdSchema,
  /**
   * Of the fair, when it was made. It comes before the time: an organiser's laptop whose clock ran ahead may have died,
   * and the next one has another clock.
   */
  revision: z.int().min(1),
  /** When it was made, in milliseconds since 1970. */
  ms: z.int().min(0),
  /** Nothing but a host and a port: there is no path, user or query that a hub would need. */
  server: z
    .string()
    .max(120)
    .regex(/^https:\/\/[a-zA-Z0-9.-]+(?::\d{1,5})?$/),
  pins: z.array(serverPinSchema).min(1).max(4),
});
export type HubAddress = z.infer<typeof hubAddressSchema>;

export interface SignedHubAddress extends HubAddress {
  readonly signature: Uint8Array;
}

/** What is signed. None of its parts has a space. */
export const hubAddressWords = ({ fair, revision, ms, server, pins }: HubAddress): string =>
  [fair, revision, ms, server, pins.join(',')].join(' ');

export function hubAddressText({ signature, ...address }: SignedHubAddress): string {
  const words = utf8ToBytes(hubAddressWords(address));
  return PREFIX + encodeBase45(concatBytes(words, signature));
}

export const isHubAddressText = (text: string): boolean => text.startsWith(PREFIX);

/** Undefined if it was not read whole. */
export function readHubAddress(text: string): SignedHubAddress | undefined {
  const bytes = isHubAddressText(text) && decodeBase45(text.slice(PREFIX.length));
  if (!bytes || !bytes.ok) return undefined;
  const words = new TextDecoder().decode(bytes.value.subarray(0, -SIGNATURE_LENGTH));
  const [fair, revision = '', ms = '', server, pins = ''] = words.split(' ');
  const read = hubAddressSchema.safeParse({
    fair,
    revision: Number(revision),
    ms: Number(ms),
    server,
    pins: pins.split(','),
  });
  if (!read.success || hubAddressWords(read.data) !== words) return undefined;
  return { ...read.data, signature: bytes.value.slice(-SIGNATURE_LENGTH) };
}

export const hubAddressFaults = [
  'damaged',
  'other-fair',
  'forged',
  'older',
  /** Made under an earlier revision of the fair, as by who took over with an old copy of it. */
  'older-fair',
] as const;
export type HubAddressFault = { readonly kind: (typeof hubAddressFaults)[number] };

/** Whether a station takes this code, which may hold another already. The same one again is no fault. */
export function judgeHubAddress(
  { id, signingKey }: Pick<Fair, 'id' | 'signingKey'>,
  text: string,
  held: HubAddress | undefined,
  isSigned: (domain: string, text: string, signature: Uint8Array, publicKey: string) => boolean,
): Result<HubAddress, HubAddressFault> {
  const read = readHubAddress(text);
  if (!read) return fail({ kind: 'damaged' });
  const { signature, ...address } = read;
  if (address.fair !== id) return fail({ kind: 'other-fair' });
  const words = hubAddressWords(address);
  if (!isSigned(HUB_ADDRESS_DOMAIN, words, signature, signingKey)) return fail({ kind: 'forged' });
  if (!held || isLaterAddress(address, held) || words === hubAddressWords(held)) return ok(address);
  return fail({ kind: address.revision < held.revision ? 'older-fair' : 'older' });
}

/** Where an address code stands among all of its fair. */
export type CodeOrder = Pick<HubAddress, 'revision' | 'ms'>;

export const isLaterAddress = (one: CodeOrder, other: CodeOrder): boolean =>
  one.revision === other.revision ? one.ms > other.ms : one.revision > other.revision;
