import type { CallInput, CallOutput } from '../../../../shared/contract/calls.ts';
import type { Handlers } from '../../../../shared/contract/dispatch.ts';
import { MOST_STICK_BASE64 } from '../../../../shared/contract/afterwards.ts';
import type { Fair } from '../../../../shared/fair.ts';
import { fail, ok } from '../../../../shared/result.ts';
import type { FairKeys } from '../../keys/fair-keys.ts';
import { sqliteFailure } from '../../store/database.ts';
import { type FromStick, uploadsFromStick } from '../../sync/facts-on-a-stick.ts';
import { deliverStick } from '../../sync/stick-delivery.ts';
import { takeFromStick } from '../../sync/stick-taken.ts';
import type { AfterwardsOptions } from './afterwards.ts';

/** Files that stations saved to a stick: taken in here, and handed on to the server where there is one. */

type Answer = CallOutput<'afterwards.stick'>;

export function stickCalls(options: AfterwardsOptions): Pick<Handlers, 'afterwards.stick'> {
  const { store, note, now, onTrouble } = options;
  let arriving = '';

  async function taken(fair: Fair, keys: FairKeys, bytes: Uint8Array): Promise<Answer> {
    const read = await uploadsFromStick(bytes, fair, keys.sealingKey);
    if (!read.ok) return read;
    const here = await takeFromStick(fair, read.value, store);
    if (!here.ok) return here;
    const { slot, facts, fresh, boxes, newestMs } = here.value;
    store.settings.setStickTaken({ slot, facts, boxes, newestMs, takenMs: now() });
    note({ did: 'stick-taken', slot, facts });
    options.onFigures();
    const name = fair.stations.find((station) => station.slot === slot)?.name;
    const server = await handedOn(fair, read.value);
    return ok({ slot, name: name ?? { zh: '', en: '' }, facts, fresh, boxes, server });
  }

  async function handedOn(fair: Fair, stick: FromStick) {
    const { server } = options;
    if (server === undefined) return { is: 'no-server' as const };
    const fetch = await options.network(fair, server);
    const delivered = await deliverStick(stick, { fair, server, fetch });
    if (delivered.ok) return { is: 'delivered' as const };
    const { fault } = delivered;
    return {
      is: 'not-delivered' as const,
      why: fault.kind === 'refused' ? fault.fault.kind : fault.why,
    };
  }

  /** Undefined until the file is whole; null where a part does not follow the one before. */
  function wholeWith({ from, of, part }: CallInput<'afterwards.stick'>): Buffer | undefined | null {
    if (from === 0) arriving = '';
    if (from !== arriving.length || of > MOST_STICK_BASE64) return null;
    arriving += part;
    if (arriving.length < of) return undefined;
    const bytes = Buffer.from(arriving, 'base64');
    arriving = '';
    return bytes;
  }

  return {
    'afterwards.stick': async (asked) => {
      const keys = options.keys();
      if (!keys) return fail({ kind: 'locked' });
      const bytes = wholeWith(asked);
      if (!bytes) return bytes === null ? fail({ kind: 'gone' }) : ok(null);
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
