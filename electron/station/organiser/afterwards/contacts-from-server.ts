import type { Fair } from '../../../../shared/fair.ts';
import { jsonOf } from '../../../../shared/json.ts';
import { readKnown } from '../../../../shared/read-known.ts';
import { fail, ok, type Result } from '../../../../shared/result.ts';
import { atServer } from '../../../../shared/server-pins.ts';
import { type Contacts, contactsSchema } from '../../../../shared/sync/contacts.ts';
import {
  CONTACTS_DOMAIN,
  contactsText,
  signThisSchema,
} from '../../../../shared/sync/contacts-asked.ts';
import { type Unreachable, whyUnreachable } from '../../../../shared/sync/unreachable.ts';
import { keyText, signText } from '../../keys/fair-keys.ts';
import type { Fetch } from '../../sync/network.ts';

/** Sealed boxes and who left a résumé where, from a server: by a program's token, or by the organiser's key. */

export type ContactsFault = {
  readonly kind:
    | 'kept-at-entrances'
    | 'wrong-token'
    | 'too-many'
    | 'no-such-fair'
    | 'older-server'
    | 'not-our-server'
    | Unreachable;
};

type ContactsKey = { readonly token: string } | { readonly signingKey: Uint8Array };

interface Asking {
  readonly fair: Pick<Fair, 'id' | 'boxesToServer'>;
  readonly server: string;
  readonly fetch: Fetch;
  readonly by: ContactsKey;
}

/** A server reads all facts of a large fair. */
const PATIENCE_MS = 120_000;

export async function contactsFromServer(asking: Asking): Promise<Result<Contacts, ContactsFault>> {
  if (!asking.fair.boxesToServer) return fail({ kind: 'kept-at-entrances' });
  try {
    return await ('token' in asking.by
      ? withToken(asking, asking.by.token)
      : withKey(asking, asking.by.signingKey));
  } catch (error) {
    return fail({ kind: whyUnreachable(error) });
  }
}

async function withToken(
  { fair, server, fetch }: Asking,
  token: string,
): Promise<Result<Contacts, ContactsFault>> {
  const answer = await fetch(address(server, fair.id), {
    headers: { authorization: `Bearer ${token}` },
    redirect: 'error',
    signal: AbortSignal.timeout(PATIENCE_MS),
  });
  if (answer.status === 401 || answer.status === 403) return fail({ kind: 'wrong-token' });
  return read(answer.status, await answer.text());
}

async function withKey(
  { fair, server, fetch }: Asking,
  signingKey: Uint8Array,
): Promise<Result<Contacts, ContactsFault>> {
  const ask = (body: object) =>
    fetch(address(server, fair.id), {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify(body),
      redirect: 'error',
      signal: AbortSignal.timeout(PATIENCE_MS),
    });
  const first = await ask({ signed: null });
  const text = await first.text();
  const sign = signThisSchema.safeParse(jsonOf(text)).data;
  if (!sign) {
    // A server of before has this address for tokens alone.
    const isFair = jsonOf(text) !== undefined && text.includes('no-such-fair');
    const isOld = first.status === 404 || first.status === 405;
    return fail({ kind: isOld ? (isFair ? 'no-such-fair' : 'older-server') : 'not-our-server' });
  }
  const { nonce } = sign;
  const signature = keyText(signText(CONTACTS_DOMAIN, contactsText(fair.id, nonce), signingKey));
  const answer = await ask({ signed: { nonce, signature } });
  return read(answer.status, await answer.text());
}

function read(status: number, text: string): Result<Contacts, ContactsFault> {
  if (status === 429) return fail({ kind: 'too-many' });
  if (status === 404) return fail({ kind: 'no-such-fair' });
  const contacts = readKnown(contactsSchema, jsonOf(text));
  return contacts ? ok(contacts.value) : fail({ kind: 'not-our-server' });
}

const address = (server: string, fair: string): URL =>
  new URL(atServer(server, `/v1/fairs/${fair}/contacts`));
