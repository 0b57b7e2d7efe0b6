import { createStore } from 'zustand/vanilla';
import type { CallInput, CallOutput } from '../../../shared/contract/calls.ts';
import type { HubView } from '../../../shared/contract/hub.ts';
import type { Client } from '../../link/client.ts';
import type { Words } from '../../ui/text.tsx';
import { deedFaultWords } from './words.ts';

/** The page's side of the hub: the station tells how it does, and does what is tapped. */

export interface HubAtWork {
  readonly hub: HubView | undefined;
  /** No answer: the station may be away. */
  readonly trouble: boolean;
  /** Why the last tap changed nothing. */
  readonly said: Words | undefined;
}
export type Hub = ReturnType<typeof hubAtWork>;

export function hubAtWork(client: Client) {
  const store = createStore<HubAtWork>(() => ({
    hub: undefined,
    trouble: false,
    said: undefined,
  }));

  async function asked<T>(call: Promise<T>): Promise<T | undefined> {
    const answer = await call.catch(() => undefined);
    store.setState({ trouble: answer === undefined });
    return answer;
  }

  type Done = CallOutput<'hub.switch'>;
  async function done(call: Promise<Done>): Promise<void> {
    const answer = await asked(call);
    store.setState({
      said: answer?.ok === false ? deedFaultWords[answer.fault.kind] : undefined,
    });
  }

  return {
    ...store,
    begin(): () => void {
      const look = (): void =>
        void asked(client.call('hub.state', {})).then((hub) => hub && store.setState({ hub }));
      look();
      return client.listen({ hub: (hub) => store.setState({ hub, trouble: false }) }, look);
    },
    switchTo: (isOn: boolean) => done(client.call('hub.switch', { on: isOn })),
    choose: (address: string) => done(client.call('hub.choose', { address })),
    otherPort: () => done(client.call('hub.otherPort', {})),
    setUpstream: (upstream: CallInput<'hub.upstream'>['upstream']) =>
      asked(client.call('hub.upstream', { upstream })),
    sign: () => asked(client.call('hub.sign', {})),
  };
}
