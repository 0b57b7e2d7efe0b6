import type { FastifyReply, FastifyRequest } from 'fastify';
import type { CallInput, CallOutput } from '../../shared/contract/calls.ts';
import { fail, ok, type Result } from '../../shared/result.ts';
import type { KnownAccount } from '../accounts/accounts.ts';
import { note } from '../accounts/audit.ts';
import { addressOf } from '../accounts/networks.ts';
import { WHOLE_SERVER } from '../accounts/secrets.ts';
import {
  beginSession,
  endSession,
  noSession,
  type Session,
  sessionCookie,
} from '../accounts/sessions.ts';
import { type Door, openedBy, rememberedBrowser, type TooMany } from '../accounts/sign-in.ts';
import { fairById } from '../fairs/fairs.ts';

/** Sign-in and sign-out at the page, with the cookies that keep them. */

type SignedIn = CallOutput<'organiser.signIn'>;

/** True for a page that came over TLS, also from a proxy that ended it. */
const isSecure = ({ headers, protocol }: FastifyRequest): boolean =>
  protocol === 'https' || (headers.origin?.startsWith('https:') ?? false);

export async function signIn(
  door: Door,
  request: FastifyRequest,
  reply: FastifyReply,
  { account, password, of: fairId }: CallInput<'organiser.signIn'>,
): Promise<Result<SignedIn, TooMany>> {
  const address = addressOf(request.ip);
  const { cookie: cookies } = request.headers;
  const opened = await openedBy(door, { account, password, address, cookies });
  if (!opened.ok) {
    const { fault } = opened;
    if (fault.kind === 'too-many') return fail(fault);
    request.log.warn({ what: 'password', address }, 'wrong secrets');
    return ok(fail({ kind: 'wrong' }));
  }
  const chosen = opened.value.filter(({ fair }) => fairId === undefined || fair === fairId);
  const [only, ...more] = chosen;
  if (!only) return ok(fail({ kind: 'wrong' }));
  if (more.length > 0) return ok(ok({ choose: await choicesOf(door, chosen) }));
  const { storage, now } = door;
  const kept = await beginSession(storage, { fair: only.fair, name: account }, now());
  await note(storage, only.fair, { did: 'signed-in', by: account }, now());
  void reply.header('set-cookie', [
    sessionCookie(kept, isSecure(request)),
    await rememberedBrowser(storage, account, only, isSecure(request)),
  ]);
  return ok(ok({ choose: [] }));
}

/** By name where it is known: a fair that was removed meanwhile cannot be chosen. */
async function choicesOf({ storage }: Door, accounts: readonly KnownAccount[]) {
  const choices = await Promise.all(
    accounts.map(async ({ fair }) => {
      if (fair === WHOLE_SERVER) return [{ of: fair, name: null }];
      const kept = await fairById(storage, fair);
      return kept ? [{ of: fair, name: kept.fair.name }] : [];
    }),
  );
  return choices.flat();
}

export async function signOut(
  { storage, now }: Door,
  session: Session | undefined,
  reply: FastifyReply,
): Promise<void> {
  void reply.header('set-cookie', noSession);
  if (!session) return;
  await endSession(storage, session);
  await note(storage, session.fair, { did: 'signed-out', by: session.name }, now());
}
