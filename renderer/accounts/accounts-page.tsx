import { type ReactNode, useEffect, useState } from 'react';
import { useStore } from 'zustand';
import type { Client } from '../link/client.ts';
import { Button } from '../ui/button.tsx';
import { Modal } from '../ui/modal.tsx';
import { spoken, Text } from '../ui/text.tsx';
import { type Accounts, accountsAtWork } from './accounts.ts';
import './accounts-page.css';
import { AddAccount } from './add-account.tsx';
import { Deeds } from './deeds.tsx';
import { Tokens } from './tokens.tsx';
import { People } from './people.tsx';
import { organiserWords } from '../organiser/words.ts';
import { accountWords as words } from './words.ts';

export interface AccountsPageProps {
  readonly client: Client;
  /** A fair, or empty for the whole server. */
  readonly fair: string;
  /** Who is signed in. */
  readonly me: string;
  readonly onEnded: () => void;
  readonly children: ReactNode;
}

/** For administrators: who may open the server's page, and the tokens of programs. */
export function AccountsPage({ client, fair, me, onEnded, children }: AccountsPageProps) {
  const [accounts] = useState(() => accountsAtWork(client, fair));
  const { of: chosen, listed, said, ended } = useStore(accounts);
  useEffect(() => void accounts.begin(), [accounts]);
  useEffect(() => {
    if (ended) onEnded();
  }, [ended, onEnded]);

  return (
    <div className="organiser-face">
      <header className="organiser-top">
        <h1>
          <Text words={words.title} />
        </h1>
        {fair === '' && <Place accounts={accounts} />}
        <div className="organiser-end">{children}</div>
      </header>
      {/* So that a keyboard can scroll it. */}
      {/* oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex */}
      <main className="organiser-page accounts" data-testid="accounts" tabIndex={0}>
        <output role="alert">{said && <Text words={said} beside />}</output>
        {listed ? (
          <>
            <People accounts={accounts} people={listed.accounts} me={chosen === fair ? me : ''} />
            <AddAccount key={chosen} accounts={accounts} wholeServer={chosen === ''} />
            {chosen !== '' && <Tokens accounts={accounts} tokens={listed.tokens} />}
            <Deeds accounts={accounts} />
          </>
        ) : (
          <Text words={words.loading} />
        )}
      </main>
      <ShownOnce accounts={accounts} />
    </div>
  );
}

function Place({ accounts }: { readonly accounts: Accounts }) {
  const { of: chosen, places } = useStore(accounts);
  return (
    <label className="accounts-place">
      <Text words={words.of} />
      <select value={chosen} onChange={({ target }) => accounts.choose(target.value)}>
        <option value="">{spoken(organiserWords.wholeServer)}</option>
        {places.map(({ id, name }) => (
          <option key={id} value={id}>
            {name.zh}
          </option>
        ))}
      </select>
    </label>
  );
}

/** A password or a token: the server keeps only its hash. */
export function ShownOnce({ accounts }: { readonly accounts: Accounts }) {
  const { secret } = useStore(accounts);
  if (!secret) return undefined;
  const { of: kind, name, text } = secret;
  const title = kind === 'token' ? words.tokenOf(name) : words.passwordOf(name);
  return (
    <Modal label={title} onClose={accounts.forgetSecret}>
      <div className="shown-once">
        <h2>
          <Text words={title} />
        </h2>
        <code data-testid="secret">{text}</code>
        <p>
          <Text words={words.shownOnce} beside />
        </p>
        <Button look="first" words={words.copied} onPress={accounts.forgetSecret} />
      </div>
    </Modal>
  );
}
