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
  keysOfRoot,
  keyText,
  type Pins,
  pinsSchema,
  publicKeyText,
} from './fair-keys.ts';
import { ROOT_LENGTH, staffCardOf, type TypedPins, typedPinsOf } from './fair-root.ts';
import { pinVerifiers } from './pin-verifiers.ts';
import { CROCKFORD } from '../../../shared/base32.ts';
import { passphraseStrength } from '../../../shared/new-fair/passphrase.ts';
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
  return fairOfRoot(draft, pins, randomBytes(ROOT_LENGTH));
}

/** A fair with what comes from its root, for paper and for the person who types it. */
export interface NewFair {
  readonly fair: Fair;
  readonly keys: FairKeys;
  readonly root: Uint8Array;
  readonly pins: TypedPins;
  readonly staffCard: string;
}

export async function newFair(
  draft: FairDraft,
  randomBytes: RandomBytes,
  chosen: Partial<TypedPins> = {},
): Promise<NewFair> {
  const root = randomBytes(ROOT_LENGTH);
  const pins = { ...typedPinsOf(root), ...chosen };
  const made = fairOfRoot(draft, await pinVerifiers(root, pins), root);
  return { ...made, root, pins, staffCard: staffCardOf(root, made.fair) };
}

function fairOfRoot(draft: FairDraft, pins: Pins, root: Uint8Array) {
  const slots = draft.stations.map(({ slot }) => slot);
  const keys: FairKeys = { ...keysOfRoot(root, slots), pins };
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

/** Undefined if the fair, or its keys, have no such slot. */
export function secretsOfSlot(
  { stations }: Pick<Fair, 'stations'>,
  keys: FairKeys,
  slot: number,
): StationSecrets | undefined {
  const station = stations.find((other) => other.slot === slot);
  const seed = keys.passKeys.find((other) => other.slot === slot)?.seed;
  if (!station || !seed) return undefined;
  return {
    passSeed: seed,
    // Only entrances may know who is who.
    ...(station.role === 'entrance' && { pseudonymKey: keys.pseudonymKey }),
    ...(keys.pins && { pins: keys.pins }),
  };
}

export async function stationFile(
  fair: Fair,
  keys: FairKeys,
  slot: number,
  passphrase: string,
  randomBytes: RandomBytes,
) {
  const secrets = secretsOfSlot(fair, keys, slot);
  if (!secrets) throw new Error(`the fair has no slot ${slot}`);
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

/** `8F3KQ-…`: 125 random bits, for files that travel, to be typed once. */
export const newPassphrase = (randomBytes: RandomBytes): string =>
  inGroups({ groups: 5, length: 5 }, randomBytes);

/** `8F3K-Q2M7-XD9R`: 60 random bits, which a person types each morning, and nobody guesses under scrypt. */
export function proposedPassphrase(randomBytes: RandomBytes): string {
  const proposed = inGroups({ groups: 3, length: 4 }, randomBytes);
  // Chance may also write a word, or a row of digits, which the page would call weak.
  return passphraseStrength(proposed) === 'strong' ? proposed : proposedPassphrase(randomBytes);
}

function inGroups(
  { groups, length }: { readonly groups: number; readonly length: number },
  randomBytes: RandomBytes,
): string {
  return Array.from({ length: groups }, () =>
    Array.from(randomBytes(length), (byte) => CROCKFORD.charAt(byte % 32)).join(''),
  ).join('-');
}
