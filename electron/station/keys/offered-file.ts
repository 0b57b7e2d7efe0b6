import { z } from 'zod';
import { fail, type Result } from '../../../shared/result.ts';
import { atServer } from '../../../shared/server-pins.ts';
import { type EnrolmentCode, offerFaults } from '../../../shared/sync/enrolment.ts';
import { type Unreachable, whyUnreachable } from '../../../shared/sync/unreachable.ts';
import { readFile } from '../../../shared/read-known.ts';
import type { Fetch } from '../sync/network.ts';
import { type StationFile, stationFileSchema } from './fair-pack.ts';
import { jsonOf } from '../../../shared/json.ts';

export type OfferFault = {
  readonly kind:
    | (typeof offerFaults)[number]
    | Unreachable
    | 'server-trouble'
    | 'not-our-server'
    | 'newer';
};

const LONGEST_WAIT_MS = 30_000;

/**
 * Fetches the file of an enrolment code, from a server that the code's pins let through. `claim` identifies this
 * machine and must stay the same at every try.
 */
export async function fetchOffered(
  { server, fair, code }: EnrolmentCode,
  claim: string,
  reach: Fetch,
): Promise<Result<StationFile, OfferFault>> {
  try {
    const answer = await reach(new URL(atServer(server, `/v1/fairs/${fair}/enrolments/take`)), {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ code, claim }),
      redirect: 'error',
      signal: AbortSignal.timeout(LONGEST_WAIT_MS),
    });
    return fileIn(answer.status, jsonOf(await answer.text()));
  } catch (error) {
    return fail({ kind: whyUnreachable(error) });
  }
}

function fileIn(status: number, json: unknown): Result<StationFile, OfferFault> {
  const fault = z.object({ kind: z.enum(offerFaults) }).safeParse(json).data;
  if (fault) return fail(fault);
  const { file } = z.object({ file: z.string() }).safeParse(json).data ?? {};
  const read = readFile(stationFileSchema, jsonOf(file ?? ''));
  if (read.ok) return read;
  if (read.fault.kind === 'newer') return fail({ kind: 'newer' });
  const isBusy = status === 429 || status >= 500;
  return fail({ kind: isBusy ? 'server-trouble' : 'not-our-server' });
}
