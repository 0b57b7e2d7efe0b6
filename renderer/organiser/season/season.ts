import { createStore } from 'zustand/vanilla';
import { base64Of } from '../../../shared/base64.ts';
import type { CallInput } from '../../../shared/contract/calls.ts';
import { SEASON_PART } from '../../../shared/contract/season.ts';
import type { SeasonList, SeasonView } from '../../../shared/report/season/season-shapes.ts';
import type { Client } from '../../link/client.ts';

/** The page's side of the sums over several fairs: the station reads the files and sums them. */

export interface SeasonShown {
  readonly view: SeasonView | undefined;
  readonly reading: boolean;
  readonly trouble: boolean;
}
export type SeasonAtWork = ReturnType<typeof seasonAtWork>;

export function seasonAtWork(client: Client) {
  const store = createStore<SeasonShown>(() => ({
    view: undefined,
    reading: false,
    trouble: false,
  }));

  async function show(asked: Promise<SeasonView>): Promise<void> {
    const view = await asked.catch(() => undefined);
    store.setState(view ? { view, trouble: false } : { trouble: true });
  }

  /** In parts: a station takes no long call. */
  async function send(list: SeasonList, file: File): Promise<boolean> {
    const base64 = base64Of(new Uint8Array(await file.arrayBuffer()));
    for (let from = 0; from === 0 || from < base64.length; from += SEASON_PART) {
      const part = base64.slice(from, from + SEASON_PART);
      const sent = await client
        .call('season.part', { list, file: file.name, from, of: base64.length, part })
        .catch(() => undefined);
      if (!sent?.ok) return false;
    }
    return true;
  }

  return {
    ...store,
    load: () => show(client.call('season.view', {})),
    async add(list: SeasonList, files: readonly File[]): Promise<void> {
      store.setState({ reading: true });
      let whole = true;
      for (const file of files) whole = (await send(list, file)) && whole;
      await show(client.call('season.view', {}));
      store.setState({ reading: false, ...(!whole && { trouble: true }) });
    },
    change: (change: CallInput<'season.change'>) => show(client.call('season.change', change)),
    figures: (asked: CallInput<'season.figures'>) =>
      client.call('season.figures', asked).catch(() => undefined),
    file: (asked: CallInput<'season.file'>) =>
      client.call('season.file', asked).catch(() => undefined),
  };
}
