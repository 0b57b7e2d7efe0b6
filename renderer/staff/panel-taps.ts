import { use, useCallback, useEffect, useState } from 'react';
import type { Lane } from '../../shared/contract/people.ts';
import type { StaffStatus } from '../../shared/contract/station.ts';
import type { Client } from '../link/client.ts';
import { PageDesk } from '../saving/saving.ts';
import type { Words } from '../ui/text.tsx';
import { staffWords } from './words.ts';

const REFRESH_MS = 5_000;

/** The result of the last tap. */
interface Said {
  readonly words: Words;
  readonly well: boolean;
}
const well = (words: Words): Said => ({ words, well: true });
const badly = (words: Words): Said => ({ words, well: false });

export interface PanelAtWork {
  readonly client: Client;
  readonly staffKey: string;
  readonly onLane: (lane: Lane) => void;
  readonly onExpired: () => void;
}

/** What the staff's panel shows, asked for every few seconds, and what its taps do. */
export function usePanelTaps({ client, staffKey: key, onLane, onExpired }: PanelAtWork) {
  const { keep } = use(PageDesk);
  const [status, setStatus] = useState<StaffStatus>();
  const [said, setSaid] = useState<Said>();
  const [busy, setBusy] = useState<'backing-up' | 'saving-facts'>();

  const refresh = useCallback(async () => {
    const answer = await client.call('staff.status', { key });
    if (answer.ok) setStatus(answer.value);
    else onExpired();
  }, [client, key, onExpired]);

  useEffect(() => {
    const again = (): void => {
      refresh().catch(() => setSaid(badly(staffWords.unanswered)));
    };
    again();
    const timer = setInterval(again, REFRESH_MS);
    // Who plugs a reader in, or switches the camera on, looks for it here at once.
    const deaf = client.listen({ readers: again });
    return () => {
      clearInterval(timer);
      deaf();
    };
  }, [client, refresh]);

  /** Each tap ends in a sentence or in new figures. */
  async function act(work: () => Promise<void>): Promise<void> {
    setSaid(undefined);
    try {
      await work();
      await refresh();
    } catch {
      setSaid(badly(staffWords.unanswered));
    }
  }

  const actAtLength = (what: 'backing-up' | 'saving-facts', work: () => Promise<void>) =>
    act(async () => {
      setBusy(what);
      try {
        await work();
      } finally {
        setBusy(undefined);
      }
    });

  return {
    status,
    said,
    busy,
    setLane: (lane: Lane): Promise<void> =>
      act(async () => {
        const set = await client.call('staff.lane', { key, lane });
        if (set.ok) onLane(set.value);
      }),
    backUp: (): Promise<void> =>
      actAtLength('backing-up', async () => {
        const made = await client.call('staff.backup', { key });
        if (made.ok) setSaid(well(staffWords.backedUp(made.value.facts)));
        else if (made.fault.kind === 'backup-failed') setSaid(badly(staffWords.backupFailed));
      }),
    saveFacts: (): Promise<void> =>
      actAtLength('saving-facts', async () => {
        const made = await client.call('staff.saveFacts', { key });
        if (!made.ok) return;
        const kept = await keep(made.value, 'application/json', key);
        if (kept.how === 'dropped') return;
        setSaid(well(staffWords.factsSaved(kept.how === 'saved' ? kept.where : kept.name)));
      }),
    acknowledge: (upTo: number): Promise<void> =>
      act(async () => {
        await client.call('staff.acknowledge', { key, upTo });
      }),
    leave: (): Promise<void> =>
      act(async () => {
        const left = await client.call('staff.leave', { key });
        if (!left.ok && left.fault.kind === 'not-here') setSaid(badly(staffWords.notHere));
      }),
  };
}
