import { createStore } from 'zustand/vanilla';
import type { Ticket } from '../../shared/contract/printing.ts';
import type { Client } from '../link/client.ts';
import type { FlowEvent } from './flow.ts';
import type { Printing, Step } from './steps.ts';

/** Prints a pass: on the station's printer, or as a page through the system. */
export function ticketPrinting(
  client: Client,
  step: () => Step,
  dispatch: (event: FlowEvent) => void,
) {
  /** The ticket on its way to a system printer. */
  const paper = createStore<{ readonly ticket: Ticket | undefined }>(() => ({ ticket: undefined }));

  async function print(): Promise<void> {
    const now = step();
    if (now.at !== 'welcome' || now.printing === 'yes') return;
    const { arrival } = now.welcome;
    const say = (printing: Printing): void =>
      dispatch({ kind: 'printing', arrival, now: printing });
    say('yes');
    try {
      const reply = await client.call('arrival.print', { arrival });
      if (reply.ok && reply.value.how === 'page') say(await printPage(reply.value.ticket));
      else if (reply.ok) say('printed');
      else say(reply.fault.kind === 'gone' ? 'unanswered' : reply.fault.kind);
    } catch {
      say('unanswered');
    }
  }

  async function printPage(ticket: Ticket): Promise<Printing> {
    paper.setState({ ticket });
    try {
      await laidOut();
      const sent = await client.call('arrival.printPage', {});
      if (!sent.ok) return sent.fault.kind;
      if (sent.value.how === 'dialogue') window.print();
      return 'printed';
    } finally {
      paper.setState({ ticket: undefined });
    }
  }

  return { paper, print };
}

/** Waits until it is drawn, with the type that employers' names need. */
async function laidOut(): Promise<void> {
  await new Promise((resolve) => requestAnimationFrame(() => requestAnimationFrame(resolve)));
  await document.fonts.ready;
}
