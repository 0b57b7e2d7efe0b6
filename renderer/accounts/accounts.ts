import { createStore } from 'zustand/vanilla';
import type { CallInput, CallOutput } from '../../shared/contract/calls.ts';
import type { AuditView } from '../../shared/contract/station.ts';
import type { Client } from '../link/client.ts';
import type { Words } from '../ui/text.tsx';
import { accountWords, faultWords } from './words.ts';

/** The accounts and tokens of one fair, or of the whole server, as an administrator's page holds them. */

type Listed = Extract<CallOutput<'accounts.list'>, { ok: true }>['value'];
type Places = Extract<CallOutput<'accounts.fairs'>, { ok: true }>['value'];
type AccountCall = Extract<Parameters<Client['call']>[0], `accounts.${string}`>;

interface Secret {
  readonly of: 'account' | 'token';
  readonly name: string;
  readonly text: string;
}

export interface AccountsAtWork {
  /** A fair, or empty for the whole server. */
  readonly of: string;
  readonly listed: Listed | undefined;
  /** What an administrator of the whole server may choose from. */
  readonly places: Places;
  /** A password or token that the server shows once. */
  readonly secret: Secret | undefined;
  readonly audit: AuditView | 'loading' | undefined;
  readonly said: Words | undefined;
  readonly ended: boolean;
}

export type Accounts = ReturnType<typeof accountsAtWork>;

export function accountsAtWork(client: Client, fair: string) {
  const store = createStore<AccountsAtWork>(() => ({
    of: fair,
    listed: undefined,
    places: [],
    secret: undefined,
    audit: undefined,
    said: undefined,
    ended: false,
  }));

  /** The value; otherwise says why there is none. */
  async function ask<N extends AccountCall>(name: N, input: CallInput<N>) {
    store.setState({ said: undefined });
    const reply = await client.call(name, input).catch(() => undefined);
    if (reply?.ok) return reply;
    const kind = reply?.fault.kind ?? '';
    if (kind === 'signed-out') store.setState({ ended: true });
    else store.setState({ said: faultWords(kind) });
    return undefined;
  }

  async function load(): Promise<void> {
    const { of: chosen } = store.getState();
    const reply = await client.call('accounts.list', { fair: chosen }).catch(() => undefined);
    // Somebody chose another fair meanwhile.
    if (chosen !== store.getState().of) return;
    if (reply?.ok) store.setState({ listed: reply.value });
    else if (reply?.fault.kind === 'signed-out') store.setState({ ended: true });
    else store.setState({ said: accountWords.unanswered });
  }

  async function changed<N extends AccountCall>(name: N, input: CallInput<N>): Promise<boolean> {
    const done = await ask(name, input);
    if (done) await load();
    return done !== undefined;
  }

  const here = () => ({ fair: store.getState().of });

  return {
    ...store,
    async begin(): Promise<void> {
      await load();
      if (fair !== '') return;
      const reply = await client.call('accounts.fairs', {}).catch(() => undefined);
      if (reply?.ok) store.setState({ places: reply.value });
    },
    choose(chosen: string): void {
      store.setState({ of: chosen, listed: undefined, audit: undefined, said: undefined });
      void load();
    },
    async add(account: Omit<CallInput<'accounts.add'>, 'fair'>): Promise<boolean> {
      const done = await client
        .call('accounts.add', { ...here(), ...account })
        .catch(() => undefined);
      return shown(account.name, done);
    },
    async newPassword(name: string): Promise<boolean> {
      const asked = { ...here(), name, password: null };
      return shown(name, await client.call('accounts.password', asked).catch(() => undefined));
    },
    async addToken(token: Omit<CallInput<'accounts.addToken'>, 'fair'>): Promise<boolean> {
      const done = await client
        .call('accounts.addToken', { ...here(), ...token })
        .catch(() => undefined);
      if (!done?.ok) return refused(done?.fault.kind);
      store.setState({ secret: { of: 'token', name: token.name, text: done.value.token } });
      await load();
      return true;
    },
    setRole: (name: string, role: CallInput<'accounts.role'>['role']) =>
      changed('accounts.role', { ...here(), name, role }),
    endSessions: (name: string) => changed('accounts.endSessions', { ...here(), name }),
    remove: (name: string) => changed('accounts.remove', { ...here(), name }),
    removeToken: (name: string) => changed('accounts.removeToken', { ...here(), name }),
    async loadAudit(): Promise<void> {
      const { of: chosen } = store.getState();
      store.setState({ audit: 'loading' });
      const reply = await ask('accounts.audit', { fair: chosen });
      if (chosen !== store.getState().of) return;
      store.setState({ audit: reply?.ok ? reply.value : undefined });
    },
    forgetSecret: (): void => store.setState({ secret: undefined }),
  };

  async function shown(
    name: string,
    done: CallOutput<'accounts.password' | 'accounts.add'> | undefined,
  ) {
    if (!done?.ok) return refused(done?.fault.kind);
    const { password } = done.value;
    store.setState({
      said: undefined,
      secret: password === null ? undefined : { of: 'account', name, text: password },
    });
    await load();
    return true;
  }

  function refused(kind: string | undefined): false {
    if (kind === 'signed-out') store.setState({ ended: true });
    else store.setState({ said: faultWords(kind ?? '') });
    return false;
  }
}
