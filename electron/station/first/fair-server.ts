import { isHubAddressText, judgeHubAddress, readHubAddress } from '../../../shared/hub-address.ts';
import type { TakeOverFault } from '../../../shared/joining-faults.ts';
import { readKnown } from '../../../shared/read-known.ts';
import { jsonOf } from '../../../shared/json.ts';
import { signedFairSchema } from '../../../shared/fair.ts';
import type { RecoverySheet } from '../../../shared/recovery-sheet.ts';
import { fail, ok, type Result } from '../../../shared/result.ts';
import { staysHere } from '../../../shared/server-pins.ts';
import { NEWEST_FAIR_DOMAIN } from '../../../shared/sync/asked-by-key.ts';
import { whyUnreachable } from '../../../shared/sync/unreachable.ts';
import { isSigned } from '../keys/fair-keys.ts';
import { rootOfSheet, signingKeyOf } from '../keys/recovery.ts';
import { openSignedFair } from '../keys/signed-fair.ts';
import { askByKey } from '../sync/ask-by-key.ts';
import { networkTo, type ProxyOf } from '../sync/network.ts';
import type { FairFile } from './fair-file.ts';

/**
 * The fair from a server in a stick's place. The sheet's root binds it: it signs the request, and must have signed
 * the fair that comes back. So it does not matter who the server is (P126).
 */

export interface FairServer {
  readonly server: string;
  /** Of the address code; none where the address was typed. */
  readonly pins: readonly string[];
  /** The address code as it was scanned: its signature is judged once the sheet is open. */
  readonly code?: string;
}

type Fault = { readonly kind: TakeOverFault };
type Read = Result<FairServer, Fault>;

/** A code, or an address that somebody typed without its beginning. */
export function readFairServer(text: string, fair: string): Read {
  return isHubAddressText(text) ? fromCode(text, fair) : fromAddress(text.trim());
}

/** Of everything that a scanner may read. */
export const scannedFairServer = (text: string, fair: string): Read =>
  isHubAddressText(text) || /^https?:\/\//.test(text)
    ? readFairServer(text, fair)
    : fail({ kind: 'not-an-address' });

function fromCode(code: string, fair: string): Read {
  const read = readHubAddress(code);
  if (!read) return fail({ kind: 'damaged-address' });
  if (read.fair !== fair) return fail({ kind: 'other-fair-address' });
  return ok({ server: read.server, pins: read.pins, code });
}

const LONGEST_ADDRESS = 200;

function fromAddress(typed: string): Read {
  const url = URL.parse(/^[a-z]+:\/\//i.test(typed) ? typed : `https://${typed}`);
  if (!url || url.search + url.hash + url.username + url.password !== '' || /\s/.test(typed)) {
    return fail({ kind: 'bad-address' });
  }
  const server = url.href.replace(/\/+$/, '');
  if (server.length > LONGEST_ADDRESS) return fail({ kind: 'bad-address' });
  if (url.protocol !== 'https:' && !staysHere(server)) return fail({ kind: 'not-encrypted' });
  return ok({ server, pins: [] });
}

export interface FetchedFair {
  readonly root: Uint8Array;
  readonly file: FairFile;
}

const PATIENCE_MS = 30_000;

/** A wrong passphrase is reported before anything is sent. */
export async function fairFromServer(
  sheet: RecoverySheet,
  { server, pins, code }: FairServer,
  passphrase: string,
  proxyOf?: ProxyOf,
): Promise<Result<FetchedFair, Fault>> {
  const root = await rootOfSheet(sheet, passphrase);
  if (!root.ok) return root;
  const { signingKey, publicKey } = signingKeyOf(root.value);
  const key = { id: sheet.fair, signingKey: publicKey };
  if (code !== undefined && !judgeHubAddress(key, code, undefined, isSigned).ok) {
    return fail({ kind: 'forged-address' });
  }
  try {
    const reach = await networkTo({
      server,
      pins: () => pins,
      anyServer: true,
      ...(proxyOf && { proxyOf }),
    });
    const asked = await askByKey({
      server,
      fetch: reach,
      fair: sheet.fair,
      what: 'newest',
      domain: NEWEST_FAIR_DOMAIN,
      signingKey,
      patienceMs: PATIENCE_MS,
    });
    if (!asked.ok) return asked;
    const file = fairIn(asked.value, key);
    return file.ok ? ok({ root: root.value, file: file.value }) : file;
  } catch (error) {
    return fail({ kind: whyUnreachable(error) });
  }
}

/** The server that answers can give nothing but what the root's key has signed. */
function fairIn(
  text: string,
  { id, signingKey }: { readonly id: string; readonly signingKey: string },
): Result<FairFile, Fault> {
  const signed = readKnown(signedFairSchema, jsonOf(text));
  if (!signed) return fail({ kind: 'not-our-server' });
  const fair = openSignedFair(signed.value);
  if (!fair.ok || fair.value.id !== id || fair.value.signingKey !== signingKey) {
    return fail({ kind: 'forged-fair' });
  }
  return ok({ signed: signed.value, fair: fair.value });
}
