import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { z } from 'zod';
import { slotSchema } from '../../../shared/facts.ts';
import { type Fair, type SignedFair, signedFairSchema } from '../../../shared/fair.ts';
import { fail, ok, type Result } from '../../../shared/result.ts';
import { serverPinsSchema } from '../../../shared/server-pins.ts';
import { isCardOf, readStaffCard, type StaffCardFault } from '../../../shared/staff-card.ts';
import {
  type StationSecrets,
  stationLabel,
  stationSecretsJson,
  stationSecretsSchema,
} from './fair-pack.ts';
import { openRevision, openSignedFair, type RevisionFault, revisionHere } from './signed-fair.ts';
import type { SystemWrap } from './system-wrap.ts';
import { readKnown } from '../../../shared/read-known.ts';
import { writeWhole } from './whole-file.ts';
import { unwrap, wrap, type Wrapped, wrappedJson, wrappedSchema } from './wrap.ts';
import { jsonOf } from '../../../shared/json.ts';

/**
 * What makes a machine a station of a fair: the fair, its slot, and its keys wrapped under the
 * secret of a staff card. So a stolen machine that is switched off gives no key.
 */

export const ENROLMENT_FILE = 'enrolment.json';

const schema = z.strictObject({
  v: z.literal(1),
  fair: signedFairSchema,
  slot: slotSchema,
  /** The server it was enrolled from; the fair itself may name one, too. */
  server: z.url().exactOptional(),
  /** Of that server, as the enrolment code named them. */
  serverPins: serverPinsSchema.exactOptional(),
  /** Wrapped under the card, and maybe again under the system's key store. */
  secrets: z.union([wrappedSchema, z.strictObject({ system: z.base64url() })]),
});

export interface Enrolment {
  readonly signed: SignedFair;
  readonly fair: Fair;
  readonly slot: number;
  readonly server?: string;
  readonly serverPins?: readonly string[];
  readonly secrets: Wrapped;
}

export type CardFault = StaffCardFault | { readonly kind: 'card-of-other-fair' | 'wrong-card' };

type File = z.infer<typeof schema>;
type Unreadable = { readonly kind: 'unreadable' };

/** Undefined if the folder holds no real fair. */
export async function readEnrolment(
  folder: string,
  system?: SystemWrap,
): Promise<Result<Enrolment, RevisionFault | { readonly kind: 'other-key-store' }> | undefined> {
  const file = await readFileOf(folder);
  if (!file?.ok) return file;
  const { fair: signed, slot, server, serverPins } = file.value;
  const fair = openSignedFair(signed);
  if (!fair.ok) return fair;
  const secrets = await underCard(file.value.secrets, system);
  if (!secrets) return fail({ kind: 'other-key-store' });
  if (system && !('system' in file.value.secrets)) {
    await write(folder, { ...file.value, secrets: await underSystem(secrets, system) });
  }
  return ok({
    signed,
    fair: fair.value,
    slot,
    ...(server !== undefined && { server }),
    ...(serverPins && { serverPins }),
    secrets,
  });
}

/** The fair of a folder, without its keys. */
export async function fairOfFolder(folder: string): Promise<Fair | undefined> {
  const file = await readFileOf(folder);
  if (!file?.ok) return undefined;
  const fair = openSignedFair(file.value.fair);
  return fair.ok ? fair.value : undefined;
}

/** Which station of which fair a folder is, and its server, without its keys. */
export async function stationOfFolder(
  folder: string,
): Promise<Pick<Enrolment, 'fair' | 'slot' | 'server' | 'serverPins'> | undefined> {
  const file = await readFileOf(folder);
  if (!file?.ok) return undefined;
  const { fair: signed, slot, server, serverPins } = file.value;
  const fair = openSignedFair(signed);
  if (!fair.ok) return undefined;
  return {
    fair: fair.value,
    slot,
    ...(server !== undefined && { server }),
    ...(serverPins && { serverPins }),
  };
}

/** The newest revision that the folder holds, as it was signed. */
export async function signedFairOf(folder: string): Promise<SignedFair | undefined> {
  const file = await readFileOf(folder);
  return file?.ok ? file.value.fair : undefined;
}

async function readFileOf(folder: string): Promise<Result<File, Unreadable> | undefined> {
  const text = await readFile(join(folder, ENROLMENT_FILE), 'utf8').catch(() => undefined);
  if (text === undefined) return undefined;
  const file = readKnown(schema, jsonOf(text));
  return file ? ok(file.value) : fail({ kind: 'unreadable' });
}

/** Undefined if another account, machine or door wrapped it. */
async function underCard(
  secrets: File['secrets'],
  system: SystemWrap | undefined,
): Promise<Wrapped | undefined> {
  if (!('system' in secrets)) return secrets;
  try {
    const text = await system?.open(Buffer.from(secrets.system, 'base64url'));
    return text === undefined ? undefined : wrappedSchema.parse(JSON.parse(text));
  } catch {
    return undefined;
  }
}

async function underSystem(secrets: Wrapped, system: SystemWrap): Promise<{ system: string }> {
  const closed = await system.close(JSON.stringify(wrappedJson(secrets)));
  return { system: Buffer.from(closed).toString('base64url') };
}

export async function enrol(
  folder: string,
  station: Omit<Enrolment, 'secrets'>,
  secrets: StationSecrets,
  cardText: string,
  randomBytes: (length: number) => Uint8Array,
): Promise<Result<Enrolment, CardFault>> {
  const { signed, fair, slot, serverPins, ...more } = station;
  const card = cardOf(fair, cardText);
  if (!card.ok) return card;
  const wrapped = await wrap(
    { card: card.value },
    stationLabel(fair, slot),
    stationSecretsJson(secrets),
    randomBytes,
  );
  const known = serverPins && { serverPins: [...serverPins] };
  await write(folder, { v: 1, fair: signed, slot, ...more, ...known, secrets: wrapped });
  return ok({ ...station, secrets: wrapped });
}

/** What the card scanned at each start opens. */
export async function unlock(
  { fair, slot, secrets }: Enrolment,
  cardText: string,
): Promise<Result<StationSecrets, CardFault>> {
  const card = cardOf(fair, cardText);
  if (!card.ok) return card;
  const content = await unwrap({ card: card.value }, stationLabel(fair, slot), secrets);
  if (!content.ok) return fail({ kind: 'wrong-card' });
  const known = readKnown(stationSecretsSchema, JSON.parse(content.value));
  return known ? ok(known.value) : fail({ kind: 'wrong-card' });
}

/** Stores a later revision of the fair; it takes effect when the station next opens. */
export async function takeRevision(
  folder: string,
  signed: SignedFair,
): Promise<Result<Fair, RevisionFault> | undefined> {
  const file = await readFileOf(folder);
  if (!file?.ok) return file;
  const inForce = openSignedFair(file.value.fair);
  if (!inForce.ok) return inForce;
  const fair = openRevision(revisionHere(inForce.value, file.value.fair.text), signed);
  if (fair.ok) await write(folder, { ...file.value, fair: signed });
  return fair;
}

function cardOf(fair: Fair, text: string): Result<Uint8Array, CardFault> {
  const card = readStaffCard(text);
  if (!card.ok) return card;
  return isCardOf(card.value, fair) ? ok(card.value.secret) : fail({ kind: 'card-of-other-fair' });
}

function write(folder: string, { secrets, ...rest }: File): Promise<void> {
  const content = { ...rest, secrets: 'system' in secrets ? secrets : wrappedJson(secrets) };
  return writeWhole(join(folder, ENROLMENT_FILE), `${JSON.stringify(content)}\n`);
}
