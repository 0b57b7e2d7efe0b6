import type { MessagePortMain, WebFrameMain } from 'electron';
import type { Link } from '../station/process/supervision.ts';
import { ALIVE, LINK, PORT } from './channels.ts';
import { ORIGIN } from './origin.ts';

/**
 * Connects the kiosk's page with the station: hands the page a port for each load, and a new one
 * when the station comes back. What page and station say to each other never passes through here.
 */

type Frame = Pick<WebFrameMain, 'origin' | 'frameTreeNodeId'> & { readonly parent: unknown };
export interface PageEvent {
  readonly senderFrame: Frame | null;
}

export interface ConnectableContents {
  readonly ipc: { on(channel: string, listener: (event: PageEvent) => void): unknown };
  readonly mainFrame: Frame;
  on(event: 'render-process-gone', listener: () => void): unknown;
  on(event: 'destroyed', listener: () => void): unknown;
  send(channel: string, ...values: unknown[]): void;
  postMessage(channel: string, message: unknown, transfer: MessagePortMain[]): void;
}

/** The station as main sees it. */
export interface PageStation {
  link(): Link;
  onLink(listener: () => void): () => void;
  /** The page's end of a new port; undefined while the station is away. */
  openPage(): MessagePortMain | undefined;
  pageGone(): void;
  /** Starts a station again that was not started any more. */
  again(): void;
}

export function connectPage(
  contents: ConnectableContents,
  station: PageStation,
  onAlive: () => void,
): void {
  /** A page has loaded here, and its process lives. */
  let here = false;

  function connect(): void {
    // A page of another origin must not get a port, however it came here.
    if (!here || !isOurPage(contents.mainFrame, contents)) return;
    const port = station.openPage();
    if (port) contents.postMessage(PORT, undefined, [port]);
    else contents.send(LINK, station.link());
  }

  contents.ipc.on(PORT, ({ senderFrame }) => {
    if (!isOurPage(senderFrame, contents)) return;
    here = true;
    // Somebody opened the page again, as the sentence on the screen says.
    if (station.link() === 'stopped') station.again();
    connect();
  });
  contents.ipc.on(ALIVE, ({ senderFrame }) => {
    if (isOurPage(senderFrame, contents)) onAlive();
  });
  const stopListening = station.onLink(connect);
  // The station counts pages to know whether anybody can see the result of a scan.
  const gone = (): void => {
    if (here) station.pageGone();
    here = false;
  };
  contents.on('render-process-gone', gone);
  contents.on('destroyed', () => {
    gone();
    stopListening();
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
