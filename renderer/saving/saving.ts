import { createContext } from 'react';
import { createStore } from 'zustand/vanilla';
import type { CallOutput } from '../../shared/contract/calls.ts';
import type { HandedOver } from '../../shared/contract/shapes.ts';
import type { Client } from '../link/client.ts';

/** Where the page's files and paper go: to a place that staff choose, or to the browser. */

export type Kept =
  | { readonly how: 'saved'; readonly where: string }
  | { readonly how: 'downloaded'; readonly name: string }
  | { readonly how: 'dropped' };

type Held = Extract<HandedOver, { how: 'held' }>;

/** A file that waits for its place. */
export interface Waiting extends Held {
  /** The staff key, where the page has one already. */
  readonly key: string | undefined;
  readonly settle: (kept: Kept) => void;
}

export interface Desk {
  readonly keep: (handed: HandedOver, type: string, key?: string) => Promise<Kept>;
  readonly printWays: () => Promise<CallOutput<'print.ways'>>;
  /** The printers to choose from; null where only staff choose one. */
  readonly printers: () => Promise<CallOutput<'print.printers'>>;
  /** Whether it is kept. */
  readonly choosePrinter: (name: string) => Promise<boolean>;
  readonly printSheet: () => Promise<CallOutput<'print.sheet'> | undefined>;
  readonly printPdf: (name: string) => Promise<CallOutput<'print.pdf'> | undefined>;
}

/** Without a station, as on the server's page, all goes through the browser. */
export const PageDesk = createContext<Desk>({
  keep: async (handed, type) => download(handed, type),
  printWays: async () => ({ here: false, printer: false }),
  printers: async () => null,
  choosePrinter: async () => false,
  printSheet: async () => undefined,
  printPdf: async () => undefined,
});

export function stationDesk(client: Client) {
  const waiting = createStore<{ readonly file: Waiting | undefined }>(() => ({ file: undefined }));

  function keep(handed: HandedOver, type: string, key?: string): Promise<Kept> {
    if (handed.how === 'page') return Promise.resolve(download(handed, type));
    // The station holds the newest file only.
    waiting.getState().file?.settle({ how: 'dropped' });
    return new Promise((resolve) => {
      const settle = (kept: Kept): void => {
        waiting.setState({ file: undefined });
        client.call('saving.drop', { file: handed.file }).catch(() => undefined);
        resolve(kept);
      };
      waiting.setState({ file: { ...handed, key, settle } });
    });
  }

  const desk: Desk = {
    keep,
    printWays: () => client.call('print.ways', {}),
    printers: () => client.call('print.printers', {}),
    choosePrinter: (name) => client.call('print.choose', { name }).catch(() => false),
    printSheet: () => client.call('print.sheet', {}).catch(() => undefined),
    printPdf: (name) => client.call('print.pdf', { name }).catch(() => undefined),
  };
  return { waiting, desk };
}

function download(handed: HandedOver, type: string): Kept {
  if (handed.how === 'held') return { how: 'dropped' };
  const link = document.createElement('a');
  link.href = `data:${type};base64,${handed.base64}`;
  link.download = handed.name;
  link.click();
  return { how: 'downloaded', name: handed.name };
}
