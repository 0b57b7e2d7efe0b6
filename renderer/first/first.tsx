import { useEffect, useState } from 'react';
import type { Client } from '../link/client.ts';
import type { EmptyHello } from '../link/station-link.ts';
import { NewFair } from '../new-fair/new-fair.tsx';
import { FirstChoice } from './first-choice.tsx';
import { Join } from './join.tsx';

export interface FirstProps {
  readonly client: Client;
  readonly hello: EmptyHello;
}

/** A machine that belongs to no fair: what is it for? */
export function First({ client, hello }: FirstProps) {
  const [at, setAt] = useState<'choice' | 'new' | 'join'>('choice');
  useEffect(() => {
    // A page that was opened again goes on where the machine is.
    const goOn = async (): Promise<void> => {
      await client.call('first.try', { on: false });
      const joining = await client.call('first.joining', {});
      const takingOver = await client.call('first.takingOver', {});
      if (joining.at !== 'idle' || takingOver.at !== 'idle') setAt('join');
    };
    goOn().catch(() => undefined);
  }, [client]);
  const back = (): void => setAt('choice');
  switch (at) {
    case 'choice':
      return (
        <FirstChoice
          {...{ client, hello }}
          onNew={() => setAt('new')}
          onJoin={() => setAt('join')}
        />
      );
    case 'new':
      return <NewFair client={client} onBack={back} />;
    case 'join':
      return <Join {...{ client, hello }} onBack={back} />;
  }
}
