import { useEffect } from 'react';
import { useStore } from 'zustand';
import { Handbook } from '../faces.ts';
import type { Client } from '../link/client.ts';
import type { StationStore } from '../link/station-link.ts';
import { SavingHost } from '../saving/saving-host.tsx';
import { closeHelp, helpCall } from '../ui/help-call.ts';

export interface HelpHostProps {
  readonly client: Client;
  readonly station: StationStore;
}

/** Shows the handbook over every screen, those of a station that is locked, empty or gone, too. */
export function HelpHost({ client, station }: HelpHostProps) {
  const { open } = useStore(helpCall);
  const { hello, server } = useStore(station);
  useEffect(() => {
    const onKey = (event: KeyboardEvent): void => {
      if (event.key !== 'F1') return;
      event.preventDefault();
      // Where no key for help stands, as on an attendee's screen, F1 opens nothing.
      document.querySelector<HTMLElement>('.help-key')?.click();
    };
    window.addEventListener('keydown', onKey);
    return () => window.removeEventListener('keydown', onKey);
  }, []);
  if (!open) return undefined;
  const handbook = <Handbook prints={Boolean(hello ?? server)} onClose={closeHelp} />;
  return hello ? <SavingHost client={client}>{handbook}</SavingHost> : handbook;
}
