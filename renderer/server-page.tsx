import { useEffect, useState } from 'react';
import { useStore } from 'zustand';
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

/** The central server's own page, for organisers after sign-in. */
export function ServerPage({ client, hello, organiser, freshPage }: ServerPageProps) {
  const { trouble } = useStore(organiser);
  const [onWall, showWall] = useState(false);
  const ended = hello.organiser !== null && trouble === 'signed-out';
  useEffect(() => {
    if (ended) freshPage();
  }, [ended, freshPage]);
  if (!hello.organiser) {
    return <ServerSignIn client={client} fairs={hello.fairs} onSignedIn={freshPage} />;
  }
  if (onWall) {
    return (
      <Wall client={client}>
        <Button look="plain" words={wallWords.close} onPress={() => showWall(false)} />
      </Wall>
    );
  }
  return (
    <Organiser organiser={organiser} atServer>
      <Button look="plain" words={wallWords.title} onPress={() => showWall(true)} />
      <span>{hello.organiser.name}</span>
      <Button
        look="plain"
        words={words.signOut}
        onPress={() => void client.call('organiser.signOut', {}).finally(freshPage)}
      />
    </Organiser>
  );
}
