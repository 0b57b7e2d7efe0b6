import type { FastifyReply, FastifyRequest } from 'fastify';
import type { FastifyPluginCallbackZod } from 'fastify-type-provider-zod';
import { z } from 'zod';
import type { TokenRight } from '../../shared/contract/accounts.ts';
import { fail, ok, type Result } from '../../shared/result.ts';
import { stationPathSchema } from '../../shared/sync/wire.ts';
import { note } from '../accounts/audit.ts';
import { isWorthNoting } from '../accounts/guesses.ts';
import { addressOf } from '../accounts/networks.ts';
import type { Door as PeoplesDoor } from '../accounts/sign-in.ts';
import { tokenShown } from '../accounts/tokens.ts';
import { fairById, type KeptFair } from '../fairs/fairs.ts';
import type { HearingAbove } from '../relay/above.ts';

/** What every route receives. */
export interface Door extends PeoplesDoor {
  /** At a hub: what its stations ask of the servers above it. */
  readonly above?: HearingAbove;
}

/** Each route names its schemas once: they validate, and they generate the description at `/docs`. */
export type Routes = FastifyPluginCallbackZod<Door>;

export const fairPath = stationPathSchema.pick({ fair: true });

export const refused = z.strictObject({
  kind: z.enum(['not-allowed', 'not-of-this-token', 'no-such-fair', 'too-many']),
});
type Refused = z.infer<typeof refused> & { readonly waitMs?: number };

const statusOfRefusal = {
  'not-allowed': 401,
  'not-of-this-token': 403,
  'no-such-fair': 404,
  'too-many': 429,
} as const;

/** What a route for programs may answer instead. */
export const refusals = { 401: refused, 403: refused, 404: refused, 429: refused };

export interface ForProgram extends KeptFair {
  /** The name of its token, as it is written down. */
  readonly by: string;
}

type Asked = Pick<FastifyRequest, 'ip' | 'headers' | 'log'>;

/** The fair of a program's token. A wrong one learns nothing, not even whether there is such a fair. */
export async function fairForProgram(
  door: Door,
  id: string,
  right: TokenRight,
  asked: Asked,
): Promise<Result<ForProgram, Refused>> {
  const token = await tokenShown(door.storage, id, asked.headers.authorization);
  if (!token) {
    const waitMs = guessed(door, { what: 'token', fair: id }, asked);
    return fail(waitMs > 0 ? { kind: 'too-many', waitMs } : { kind: 'not-allowed' });
  }
  if (!token.rights.includes(right)) return fail({ kind: 'not-of-this-token' });
  const kept = await fairById(door.storage, id);
  return kept ? ok({ ...kept, by: token.name }) : fail({ kind: 'no-such-fair' });
}

/** A wrong token or code is counted and written down. Returns how long its sender shall wait. */
export function guessed(
  { storage, now, guesses, afterwards }: Door,
  { what, fair }: { readonly what: 'token' | 'code'; readonly fair: string },
  { ip, log }: Pick<Asked, 'ip' | 'log'>,
): number {
  const at = `${what} ${fair}`;
  const address = addressOf(ip);
  const waitMs = guesses.wrong({ at, address });
  const count = guesses.count(at);
  if (!isWorthNoting(count)) return waitMs;
  log.warn({ what, address, guesses: count }, 'wrong secrets');
  const deed = { did: 'token-refused', by: what, from: address, guesses: count } as const;
  const atMs = now();
  afterwards(async () => {
    if (await fairById(storage, fair)) await note(storage, fair, deed, atMs);
  });
  return waitMs;
}

export function sendRefusal(reply: FastifyReply, { kind, waitMs }: Refused) {
  waitFor(reply, waitMs);
  return reply.status(statusOfRefusal[kind]).send({ kind });
}

/** Says when to try again. */
function waitFor(reply: FastifyReply, waitMs: number | undefined): void {
  if (waitMs !== undefined) void reply.header('retry-after', String(Math.ceil(waitMs / 1_000)));
}
