import type { IpcMainInvokeEvent, WebFrameMain } from 'electron';
import type { Reply } from '../../shared/contract/bridge.ts';
import type { StationDoor } from '../station/open/station-door.ts';
import { CALL, EVENT } from './channels.ts';
import { ORIGIN } from './origin.ts';

/** The contract over Electron's bridge: one page, one window. Each call's sender is checked. */

type Frame = Pick<WebFrameMain, 'origin' | 'frameTreeNodeId'> & { readonly parent: unknown };
export interface CallEvent extends Pick<IpcMainInvokeEvent, 'type'> {
  readonly senderFrame: Frame | null;
}

export interface ConnectableContents {
  readonly ipc: {
    handle(
      channel: string,
      listener: (event: CallEvent, name: unknown, input: unknown) => Promise<Reply>,
    ): void;
  };
  readonly mainFrame: Pick<Frame, 'frameTreeNodeId'>;
  on(event: 'did-navigate', listener: () => void): unknown;
  on(event: 'render-process-gone', listener: () => void): unknown;
  on(event: 'destroyed', listener: () => void): unknown;
  send(channel: string, ...values: unknown[]): void;
  isDestroyed(): boolean;
}

export function connectPage(
  contents: ConnectableContents,
  station: Pick<StationDoor, 'dispatch' | 'onEvent'>,
): void {
  contents.ipc.handle(CALL, async ({ senderFrame }, name, input) => {
    if (!isOurPage(senderFrame, contents)) return { ok: false, fault: { kind: 'not-allowed' } };
    if (typeof name !== 'string') return { ok: false, fault: { kind: 'no-such-call' } };
    return station.dispatch(name, input);
  });

  // The station counts listeners to know whether a page is ready, so drop the listener of a page
  // that is gone.
  let disconnect = (): void => undefined;
  const dropListener = (): void => disconnect();
  contents.on('render-process-gone', dropListener);
  contents.on('destroyed', dropListener);
  contents.on('did-navigate', () => {
    disconnect();
    disconnect = station.onEvent(({ name, payload }) => {
      if (!contents.isDestroyed()) contents.send(EVENT, name, payload);
    });
  });
}

function isOurPage(sender: Frame | null, { mainFrame }: ConnectableContents): boolean {
  return (
    sender !== null &&
    sender.parent === null &&
    sender.origin === ORIGIN &&
    sender.frameTreeNodeId === mainFrame.frameTreeNodeId
  );
}
