import type { Fair } from '../../../../shared/fair.ts';
import { jsonOf } from '../../../../shared/json.ts';
import { readKnown } from '../../../../shared/read-known.ts';
import { fail, ok, type Result } from '../../../../shared/result.ts';
import { atServer } from '../../../../shared/server-pins.ts';
import { type Contacts, contactsSchema } from '../../../../shared/sync/contacts.ts';
import { CONTACTS_DOMAIN } from '../../../../shared/sync/asked-by-key.ts';
import { type Unreachable, whyUnreachable } from '../../../../shared/sync/unreachable.ts';
import { askByKey, type ByKeyFault } from '../../sync/ask-by-key.ts';
import type { Fetch } from '../../sync/network.ts';

/** Sealed boxes and who left a résumé where, from a server: by a program's token, or by the organiser's key. */

export type ContactsFault = {
  readonly kind: 'kept-at-entrances' | 'wrong-token' | ByKeyFault['kind'] | Unreachable;
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
  const asked = await askByKey({
    server,
    fetch,
    fair: fair.id,
    what: 'contacts',
    domain: CONTACTS_DOMAIN,
    signingKey,
    patienceMs: PATIENCE_MS,
  });
  return asked.ok ? contactsIn(asked.value) : asked;
}

function read(status: number, text: string): Result<Contacts, ContactsFault> {
  if (status === 429) return fail({ kind: 'too-many' });
  if (status === 404) return fail({ kind: 'no-such-fair' });
  return contactsIn(text);
}

function contactsIn(text: string): Result<Contacts, ContactsFault> {
  const contacts = readKnown(contactsSchema, jsonOf(text));
  return contacts ? ok(contacts.value) : fail({ kind: 'not-our-server' });
}

const address = (server: string, fair: string): URL =>
  new URL(atServer(server, `/v1/fairs/${fair}/contacts`));
