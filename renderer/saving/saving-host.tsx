import { type ReactNode, useState } from 'react';
import { useStore } from 'zustand';
import { SaveSheet } from '../faces.ts';
import type { Client } from '../link/client.ts';
import { PageDesk, stationDesk } from './saving.ts';

/** Lets a station's pages save and print; the sheet stands above whatever asked for it. */
export function SavingHost({ client, children }: { client: Client; children: ReactNode }) {
  const [{ waiting, desk }] = useState(() => stationDesk(client));
  const { file } = useStore(waiting);
  return (
    <PageDesk value={desk}>
      {children}
      {file && <SaveSheet key={file.file} client={client} file={file} />}
    </PageDesk>
  );
}
