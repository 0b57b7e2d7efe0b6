import { useEffect, useState, useSyncExternalStore } from 'react';
import { useStore } from 'zustand';
import { AccountsPage } from './accounts/accounts-page.tsx';
import { OwnPassword } from './accounts/own-password.tsx';
import { accountWords } from './accounts/words.ts';
import type { Client } from './link/client.ts';
import { Organiser, Wall } from './faces.ts';
import type { OrganiserAtWork } from './organiser/day.ts';
import { ServerSignIn } from './organiser/sign-in.tsx';
import { organiserWords as words } from './organiser/words.ts';
import type { ServerHello } from './link/station-link.ts';
import { Button } from './ui/button.tsx';
import { wallWords } from './wall/words.ts';

export interface ServerPageProps {
  readonly client: Client;
  readonly hello: ServerHello;
  readonly organiser: OrganiserAtWork;
  readonly freshPage: () => void;
}

/** So that the hall's screen, when it starts again, shows the wall and not the organiser's figures. */
const WALL_ADDRESS = '#wall';

/** The central server's own page, for anyone who has an account. */
export function ServerPage({ client, hello, organiser, freshPage }: ServerPageProps) {
  const { trouble } = useStore(organiser);
  const [shown, show] = useState<'figures' | 'accounts'>('figures');
  const isWall = useSyncExternalStore(listenForAddress, () => location.hash === WALL_ADDRESS);
  const account = hello.organiser;
  const ended = account !== null && trouble === 'signed-out';
  useEffect(() => {
    if (ended) freshPage();
  }, [ended, freshPage]);
  if (!account) return <ServerSignIn client={client} onSignedIn={freshPage} />;

  const { name, role, fair } = account;
  const way = (
    <>
      <span>{name}</span>
      <OwnPassword client={client} onEnded={freshPage} />
      <Button
        look="plain"
        words={words.signOut}
        onPress={() => void client.call('organiser.signOut', {}).finally(freshPage)}
      />
    </>
  );
  if (!fair || shown === 'accounts') {
    return (
      <AccountsPage client={client} fair={fair?.id ?? ''} me={name} onEnded={freshPage}>
        {fair && <Button look="plain" words={accountWords.back} onPress={() => show('figures')} />}
        {way}
      </AccountsPage>
    );
  }
  if (isWall) {
    return (
      <Wall client={client}>
        <Button look="plain" words={wallWords.close} onPress={() => goTo('')} />
      </Wall>
    );
  }
  return (
    <Organiser organiser={organiser} atServer mayChange={role !== 'viewer'}>
      <Button look="plain" words={wallWords.title} onPress={() => goTo(WALL_ADDRESS)} />
      {role === 'administrator' && (
        <Button look="plain" words={accountWords.title} onPress={() => show('accounts')} />
      )}
      {way}
    </Organiser>
  );
}

function goTo(fragment: string): void {
  location.hash = fragment;
}

function listenForAddress(changed: () => void): () => void {
  addEventListener('hashchange', changed);
  return () => removeEventListener('hashchange', changed);
}
