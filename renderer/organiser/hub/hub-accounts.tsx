import { useEffect, useState } from 'react';
import { useStore } from 'zustand';
import { accountsAtWork } from '../../accounts/accounts.ts';
import { ShownOnce } from '../../accounts/accounts-page.tsx';
import { AddAccount } from '../../accounts/add-account.tsx';
import { People } from '../../accounts/people.tsx';
import type { Client } from '../../link/client.ts';
import { Text } from '../../ui/text.tsx';
import { hubWords as words } from './words.ts';

export interface HubAccountsProps {
  readonly client: Client;
  readonly fair: string;
  /** Where they sign in. */
  readonly server: string | null;
}

/** Who may sign in at the hub with a browser: the server's own page of accounts, without a sign-in here. */
export function HubAccounts({ client, fair, server }: HubAccountsProps) {
  const [accounts] = useState(() => accountsAtWork(client, fair));
  const { listed, said } = useStore(accounts);
  useEffect(() => void accounts.begin(), [accounts]);
  return (
    <section className="hub-part hub-part-wide" aria-label={words.accounts.zh}>
      <h3>
        <Text words={words.accounts} beside />
      </h3>
      <p className="quiet">
        <Text words={words.accountsMore} />
        {server !== null && <Text words={words.page} />}
      </p>
      <div className="accounts">
        <output role="alert">{said && <Text words={said} beside />}</output>
        {listed && (
          <>
            <People accounts={accounts} people={listed.accounts} me="" title={words.people} />
            <AddAccount accounts={accounts} wholeServer={false} />
          </>
        )}
      </div>
      <ShownOnce accounts={accounts} />
    </section>
  );
}
