import { createStore } from 'zustand/vanilla';
import type { CallInput, CallOutput } from '../../../shared/contract/calls.ts';
import type { Afterwards, StoredLine } from '../../../shared/contract/afterwards.ts';
import type { Client } from '../../link/client.ts';
import { sendInParts } from '../../link/in-parts.ts';

/** The page's side of the evening and what comes after it. */

export interface AfterwardsShown {
  readonly state: Afterwards | undefined;
  readonly stored: readonly StoredLine[] | undefined;
  readonly trouble: boolean;
}
export type AfterwardsAtWork = ReturnType<typeof afterwardsAtWork>;
export type StickAnswer = CallOutput<'afterwards.stickPart'>;

export function afterwardsAtWork(client: Client) {
  const store = createStore<AfterwardsShown>(() => ({
    state: undefined,
    stored: undefined,
    trouble: false,
  }));

  async function asked<T>(call: Promise<T>): Promise<T | undefined> {
    const answer = await call.catch(() => undefined);
    store.setState({ trouble: answer === undefined });
    return answer;
  }

  async function load(): Promise<void> {
    const state = await asked(client.call('afterwards.state', {}));
    if (state) store.setState({ state });
  }

  /** What is shown may have changed with it. */
  async function andLoad<T>(call: Promise<T>): Promise<T | undefined> {
    const answer = await asked(call);
    if (answer !== undefined) await load();
    return answer;
  }

  return {
    ...store,
    load,
    /** Runs while its page is on the screen; a station that opened again says so. */
    begin(): () => void {
      void load();
      return client.listen({ role: () => void load(), figures: () => void load() });
    },
    async loadStored(): Promise<void> {
      const stored = await asked(client.call('afterwards.stored', {}));
      if (stored) store.setState({ stored });
    },
    mark: (input: CallInput<'afterwards.mark'>) => andLoad(client.call('afterwards.mark', input)),
    fetchBoxes: () => andLoad(client.call('afterwards.fetchBoxes', {})),
    contacts: () => asked(client.call('afterwards.contacts', {})),
    contactsFile: (booths: readonly string[] | null) =>
      asked(client.call('afterwards.contactsFile', { booths: booths && [...booths] })),
    followUp: () => asked(client.call('afterwards.followUp', {})),
    followUpFile: (format: CallInput<'afterwards.followUpFile'>['as']) =>
      asked(client.call('afterwards.followUpFile', { as: format })),
    /** The answer to its last part, or to one that was refused. */
    async stick(file: File): Promise<StickAnswer | undefined> {
      let last: StickAnswer | undefined;
      await asked(client.call('afterwards.stickBegin', { bytes: file.size }));
      await sendInParts(file, async (base64) => {
        last = await asked(client.call('afterwards.stickPart', { base64 }));
        return last;
      });
      await load();
      return last;
    },
    backUp: () => andLoad(client.call('afterwards.backUp', {})),
    sealBackup: () => andLoad(client.call('afterwards.sealBackup', {})),
    stickBackups: () => client.call('afterwards.stickBackups', {}),
    takeBackup: (id: string) => andLoad(client.call('afterwards.takeBackup', { id })),
    restore: (file: string) => asked(client.call('afterwards.restore', { file })),
    end: (day: string) => andLoad(client.call('afterwards.end', { day })),
    machines: () => asked(client.call('afterwards.machines', {})),
    markDestroyed: (input: CallInput<'afterwards.markDestroyed'>) =>
      asked(client.call('afterwards.markDestroyed', input)),
    endFile: () => asked(client.call('afterwards.endFile', {})),
    destroy: (seen: CallInput<'afterwards.destroy'>) =>
      asked(client.call('afterwards.destroy', seen)),
  };
}
