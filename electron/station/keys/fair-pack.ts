import { z } from 'zod';
import { slotSchema } from '../../../shared/facts.ts';
import { type Fair, fairSchema, signedFairSchema } from '../../../shared/fair.ts';
import { fail, ok, type Result } from '../../../shared/result.ts';
import {
  type FairKeys,
  fairIdOf,
  fairKeysJson,
  fairKeysSchema,
  keySchema,
  keyText,
  makeFairKeys,
  type Pins,
  pinsSchema,
  publicKeyText,
} from './fair-keys.ts';
import { readKnown } from '../../../shared/read-known.ts';
import { openSignedFair, type RevisionFault, signFair } from './signed-fair.ts';
import { unwrap, wrap, wrappedJson, wrappedSchema } from './wrap.ts';

/**
 * How a fair is made, and the two sorts of file that carry it: the organiser's, with all keys, and
 * one for each station, with the keys that it needs. Each has a passphrase of its own.
 */

/** What an organiser writes; everything else is generated. */
export const fairDraftSchema = fairSchema
  .omit({
    v: true,
    id: true,
    revision: true,
    sample: true,
    sealingKey: true,
    signingKey: true,
    revoked: true,
    staffPin: true,
    organiserPin: true,
  })
  .extend({
    stations: z.array(fairSchema.shape.stations.element.omit({ passKey: true })).min(1),
  });
export type FairDraft = z.infer<typeof fairDraftSchema>;

type RandomBytes = (length: number) => Uint8Array;

export function makeFair(
  draft: FairDraft,
  pins: Pins,
  randomBytes: RandomBytes,
): { readonly fair: Fair; readonly keys: FairKeys } {
  const slots = draft.stations.map(({ slot }) => slot);
  const keys = { ...makeFairKeys(slots, randomBytes), pins };
  const sealingKey = publicKeyText('x25519', keys.sealingKey);
  const seeds = new Map(keys.passKeys.map(({ slot, seed }) => [slot, seed]));
  const fair = fairSchema.parse({
    ...draft,
    v: 1,
    id: fairIdOf(Buffer.from(sealingKey, 'base64url')),
    revision: 1,
    history: [],
    sample: false,
    sealingKey,
    signingKey: publicKeyText('ed25519', keys.signingKey),
    stations: draft.stations.map((station) => ({
      ...station,
      mayBe: station.mayBe ?? [],
      passKey: publicKeyText('ed25519', seeds.get(station.slot) ?? new Uint8Array()),
    })),
    revoked: [],
  });
  return { fair, keys };
}

export type PackFault =
  | RevisionFault
  /** Its keys are for a newer program, which alone may write them again. */
  | { readonly kind: 'wrong-secret' | 'newer' };

export const organiserFileSchema = z.strictObject({
  v: z.literal(1),
  for: z.literal('organiser'),
  fair: signedFairSchema,
  keys: wrappedSchema,
});
export type OrganiserFile = z.infer<typeof organiserFileSchema>;

export async function organiserFile(
  fair: Fair,
  keys: FairKeys,
  passphrase: string,
  randomBytes: RandomBytes,
) {
  const wrapped = await wrap({ passphrase }, organiserLabel(fair), fairKeysJson(keys), randomBytes);
  return {
    v: 1,
    for: 'organiser',
    fair: signFair(fair, keys.signingKey),
    keys: wrappedJson(wrapped),
  };
}

export async function openOrganiserFile(
  file: OrganiserFile,
  passphrase: string,
): Promise<Result<{ readonly fair: Fair; readonly keys: FairKeys }, PackFault>> {
  const fair = openSignedFair(file.fair);
  if (!fair.ok) return fair;
  const content = await unwrap({ passphrase }, organiserLabel(fair.value), file.keys);
  if (!content.ok) return content;
  const keys = readKnown(fairKeysSchema, JSON.parse(content.value));
  return keys?.isWhole ? ok({ fair: fair.value, keys: keys.value }) : fail({ kind: 'newer' });
}

/** The secrets that a station holds: two keys for an entrance, only its own for any other; and its PINs. */
export const stationSecretsSchema = z.strictObject({
  passSeed: keySchema,
  pseudonymKey: keySchema.exactOptional(),
  pins: pinsSchema.exactOptional(),
});
export type StationSecrets = z.infer<typeof stationSecretsSchema>;

export function stationSecretsJson({ passSeed, pseudonymKey, pins }: StationSecrets): string {
  return JSON.stringify({
    passSeed: keyText(passSeed),
    ...(pseudonymKey && { pseudonymKey: keyText(pseudonymKey) }),
    ...(pins && { pins }),
  });
}

export const stationFileSchema = z.strictObject({
  v: z.literal(1),
  for: z.literal('station'),
  fair: signedFairSchema,
  slot: slotSchema,
  secrets: wrappedSchema,
});
export type StationFile = z.infer<typeof stationFileSchema>;

export async function stationFile(
  fair: Fair,
  keys: FairKeys,
  slot: number,
  passphrase: string,
  randomBytes: RandomBytes,
) {
  const station = fair.stations.find((other) => other.slot === slot);
  const seed = keys.passKeys.find((other) => other.slot === slot)?.seed;
  if (!station || !seed) throw new Error(`the fair has no slot ${slot}`);
  const secrets: StationSecrets = {
    passSeed: seed,
    // Only entrances may know who is who.
    ...(station.role === 'entrance' && { pseudonymKey: keys.pseudonymKey }),
    ...(keys.pins && { pins: keys.pins }),
  };
  const wrapped = await wrap(
    { passphrase },
    stationLabel(fair, slot),
    stationSecretsJson(secrets),
    randomBytes,
  );
  return {
    v: 1,
    for: 'station',
    fair: signFair(fair, keys.signingKey),
    slot,
    secrets: wrappedJson(wrapped),
  };
}

export async function openStationFile(
  file: StationFile,
  passphrase: string,
): Promise<Result<{ readonly fair: Fair; readonly secrets: StationSecrets }, PackFault>> {
  const fair = openSignedFair(file.fair);
  if (!fair.ok) return fair;
  if (!fair.value.stations.some(({ slot }) => slot === file.slot)) {
    return fail({ kind: 'unreadable' });
  }
  const label = stationLabel(fair.value, file.slot);
  const content = await unwrap({ passphrase }, label, file.secrets);
  if (!content.ok) return content;
  const secrets = readKnown(stationSecretsSchema, JSON.parse(content.value));
  return secrets ? ok({ fair: fair.value, secrets: secrets.value }) : fail({ kind: 'newer' });
}

/**
 * The fair's id is short enough for an attacker to find another key with the same id. So the wrap
 * is bound to the public keys themselves: a forged fair put beside it opens nothing.
 */
const keysOf = ({ sealingKey, signingKey }: Fair): string => `${sealingKey}/${signingKey}`;
const organiserLabel = (fair: Fair): string => `organiser/${fair.id}/${keysOf(fair)}`;
export const stationLabel = (fair: Fair, slot: number): string =>
  `station/${fair.id}/${slot}/${keysOf(fair)}`;

/** Crockford's alphabet has no letters that are misread from paper. */
const ALPHABET = '0123456789ABCDEFGHJKMNPQRSTVWXYZ';
const GROUPS = 5;
const GROUP_LENGTH = 5;

/** `8F3KQ-…`: 125 random bits, to be written down. */
export function newPassphrase(randomBytes: RandomBytes): string {
  return Array.from({ length: GROUPS }, () =>
    Array.from(randomBytes(GROUP_LENGTH), (byte) => ALPHABET.charAt(byte % 32)).join(''),
  ).join('-');
}
