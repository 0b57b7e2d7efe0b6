import { useStore } from 'zustand';
import type { Kiosk } from './kiosk.ts';
import { PrintedTicket } from './printed-ticket.tsx';

/** Outside the screens, so that the print style can show it alone. */
export function PaperInHand({ kiosk }: { kiosk: Kiosk }) {
  const ticket = useStore(kiosk.paper, ({ ticket }) => ticket);
  return ticket && <PrintedTicket ticket={ticket} />;
}
