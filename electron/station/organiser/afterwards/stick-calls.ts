import type { CallOutput } from '../../../../shared/contract/calls.ts';
import type { Handlers } from '../../../../shared/contract/dispatch.ts';
import type { Fair } from '../../../../shared/fair.ts';
import { fail, ok } from '../../../../shared/result.ts';
import {
  type ArrivingFile,
  arrivedBytes,
  arrivingFile,
  contentOf,
  withPart,
} from '../../export/arriving-file.ts';
import type { FairKeys } from '../../keys/fair-keys.ts';
import { openSignedFair } from '../../keys/signed-fair.ts';
import { sqliteFailure } from '../../store/database.ts';
import { type FromStick, uploadsFromStick } from '../../sync/facts-on-a-stick.ts';
import { deliverStick } from '../../sync/stick-delivery.ts';
import { takeFromStick } from '../../sync/stick-taken.ts';
import type { AfterwardsOptions } from './afterwards-options.ts';

/** Files that stations saved to a stick: taken in here, and handed on to the server where there is one. */

type Answer = CallOutput<'afterwards.stickPart'>;

export function stickCalls(
  options: AfterwardsOptions,
): Pick<Handlers, 'afterwards.stickBegin' | 'afterwards.stickPart'> {
  const { store, note, now, onTrouble } = options;
  let arriving: ArrivingFile | undefined;

  async function taken(fair: Fair, keys: FairKeys, bytes: Uint8Array): Promise<Answer> {
    const read = await uploadsFromStick(bytes, fair, keys.sealingKey);
    if (!read.ok) return read;
    await takeNewerFair(read.value);
    const here = await takeFromStick(options.revisions.newest(), read.value, store);
    if (!here.ok) return here;
    const { slot, facts, fresh, boxes, newestMs } = here.value;
    store.settings.setStickTaken({ slot, facts, boxes, newestMs, takenMs: now() });
    note({ did: 'stick-taken', slot, facts });
    options.onFigures();
    const name = fair.stations.find((station) => station.slot === slot)?.name;
    const server = await handedOn(fair, read.value);
    return ok({ slot, name: name ?? { zh: '', en: '' }, facts, fresh, boxes, server });
  }

  /** A station's fair may be newer than this one's, as after a take-over with an old copy (P128). */
  async function takeNewerFair({ signed }: FromStick): Promise<void> {
    const fair = signed ? openSignedFair(signed) : undefined;
    const { newest, take } = options.revisions;
    if (!signed || !fair?.ok || fair.value.revision <= newest().revision) return;
    if (await take(signed)) note({ did: 'fair-from-stick', revision: fair.value.revision });
  }

  async function handedOn(fair: Fair, stick: FromStick) {
    const to = options.target();
    if (!to) return { is: 'no-server' as const };
    const { server } = to;
    const delivered = await deliverStick(stick, { fair, server, fetch: await options.network(to) });
    if (delivered.ok) return { is: 'delivered' as const };
    const { fault } = delivered;
    return {
      is: 'not-delivered' as const,
      why: fault.kind === 'refused' ? fault.fault.kind : fault.why,
    };
  }

  return {
    'afterwards.stickBegin': ({ bytes }) => {
      arriving = arrivingFile(bytes);
      return {};
    },
    'afterwards.stickPart': async ({ base64 }) => {
      const keys = options.keys();
      if (!keys) return fail({ kind: 'locked' });
      if (!arriving) return fail({ kind: 'gone' });
      arriving = withPart(arriving, base64);
      if (arrivedBytes(arriving) < arriving.bytes) return ok(null);
      const bytes = contentOf(arriving);
      arriving = undefined;
      try {
        return await taken(options.revisions.newest(), keys, bytes);
      } catch (error) {
        const failure = sqliteFailure(error);
        if (failure === undefined) throw error;
        onTrouble(error);
        return fail({ kind: failure === 'disk-full' ? 'disk-full' : 'not-saved' });
      }
    },
  };
}
