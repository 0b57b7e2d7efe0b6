import { z } from 'zod';
import { fail, type Result } from '../../../shared/result.ts';
import { type EnrolmentCode, offerFaults } from '../../../shared/sync/enrolment.ts';
import { readFile } from '../../../shared/read-known.ts';
import { type StationFile, stationFileSchema } from './fair-pack.ts';
import { jsonOf } from '../../../shared/json.ts';

export type OfferFault = {
  readonly kind: (typeof offerFaults)[number] | 'no-network' | 'not-our-server' | 'newer';
};

/**
 * Fetches the file of an enrolment code. `claim` identifies this machine and must stay the same at
 * every try.
 */
export async function fetchOffered(
  { server, fair, code }: EnrolmentCode,
  claim: string,
): Promise<Result<StationFile, OfferFault>> {
  try {
    const answer = await fetch(new URL(`/v1/fairs/${fair}/enrolments/take`, server), {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ code, claim }),
      redirect: 'error',
    });
    const json = jsonOf(await answer.text());
    const fault = z.object({ kind: z.enum(offerFaults) }).safeParse(json).data;
    if (fault) return fail(fault);
    const { file } = z.object({ file: z.string() }).safeParse(json).data ?? {};
    const read = readFile(stationFileSchema, jsonOf(file ?? ''));
    if (read.ok) return read;
    return fail({ kind: read.fault.kind === 'newer' ? 'newer' : 'not-our-server' });
  } catch {
    return fail({ kind: 'no-network' });
  }
}
