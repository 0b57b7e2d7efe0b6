import type { FastifyPluginCallbackZod } from 'fastify-type-provider-zod';
import { z } from 'zod';
import { fail, ok, type Result } from '../../shared/result.ts';
import { stationPathSchema } from '../../shared/sync/wire.ts';
import { fairById, type KeptFair } from '../fairs/fairs.ts';
import { isToken } from '../organiser/session.ts';
import type { Above } from '../relay/above.ts';
import type { Storage } from '../storage/homes.ts';

/** What every route receives. */
export interface Door {
  readonly storage: Storage;
  readonly now: () => number;
  readonly organiserToken: string;
  /** At a hub: what its stations ask of the servers above it. */
  readonly above?: Above;
}

/** Each route names its schemas once: they validate, and they generate the description at `/docs`. */
export type Routes = FastifyPluginCallbackZod<Door>;

export const fairPath = stationPathSchema.pick({ fair: true });

export const refused = z.strictObject({ kind: z.enum(['not-allowed', 'no-such-fair']) });
type Refused = z.infer<typeof refused>;
export const statusOfRefusal = { 'not-allowed': 401, 'no-such-fair': 404 } as const;

/** The fair that the holder of the organiser's token asks for. */
export async function fairForOrganiser(
  { storage, organiserToken }: Door,
  id: string,
  authorization = '',
): Promise<Result<KeptFair, Refused>> {
  if (!isToken(authorization, `Bearer ${organiserToken}`)) return fail({ kind: 'not-allowed' });
  const kept = await fairById(storage, id);
  return kept ? ok(kept) : fail({ kind: 'no-such-fair' });
}
