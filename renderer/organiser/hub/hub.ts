import { createStore } from 'zustand/vanilla';
import type { CallInput } from '../../../shared/contract/calls.ts';
import type { HubView } from '../../../shared/contract/hub.ts';
import type { Client } from '../../link/client.ts';

/** The page's side of the hub: the station tells how it does, and does what is tapped. */

export interface HubAtWork {
  readonly hub: HubView | undefined;
  /** No answer: the station may be away. */
  readonly trouble: boolean;
}
export type Hub = ReturnType<typeof hubAtWork>;

export function hubAtWork(client: Client) {
  const store = createStore<HubAtWork>(() => ({ hub: undefined, trouble: false }));

  async function asked<T>(call: Promise<T>): Promise<T | undefined> {
    const answer = await call.catch(() => undefined);
    store.setState({ trouble: answer === undefined });
    return answer;
  }

  return {
    ...store,
    begin(): () => void {
      const deaf = client.listen({ hub: (hub) => store.setState({ hub, trouble: false }) });
      void asked(client.call('hub.state', {})).then((hub) => hub && store.setState({ hub }));
      return deaf;
    },
    switchTo: (on: boolean) => asked(client.call('hub.switch', { on })),
    choose: (address: string) => asked(client.call('hub.choose', { address })),
    otherPort: () => asked(client.call('hub.otherPort', {})),
    setUpstream: (upstream: CallInput<'hub.upstream'>['upstream']) =>
      asked(client.call('hub.upstream', { upstream })),
    sign: () => asked(client.call('hub.sign', {})),
  };
}
