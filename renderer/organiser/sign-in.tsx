import { type FormEvent, useState } from 'react';
import type { CallOutput } from '../../shared/contract/calls.ts';
import type { Client } from '../link/client.ts';
import { Text, type Words } from '../ui/text.tsx';
import { Willow } from '../ui/willow.tsx';
import './sign-in.css';
import { organiserWords as words } from './words.ts';

export interface ServerSignInProps {
  readonly client: Client;
  /** Starts a new document, because the old one belongs to no session. */
  readonly onSignedIn: () => void;
}

type Reply = CallOutput<'organiser.signIn'>;
type Choice = Extract<Reply, { ok: true }>['value']['choose'][number];

/** Asks which fair only where the account is good for several. */
export function ServerSignIn({ client, onSignedIn }: ServerSignInProps) {
  const [account, setAccount] = useState('');
  const [password, setPassword] = useState('');
  const [choices, setChoices] = useState<readonly Choice[]>([]);
  const [fair, setFair] = useState('');
  const [busy, setBusy] = useState(false);
  const [said, setSaid] = useState<Words>();

  async function signIn(event: FormEvent): Promise<void> {
    event.preventDefault();
    setBusy(true);
    setSaid(undefined);
    const chosen = choices.length > 0 ? { of: fair } : {};
    // The server delays people who guess, and in the end gives no reply.
    const reply = await client
      .call('organiser.signIn', { account, password, ...chosen })
      .catch(() => undefined);
    setBusy(false);
    if (!reply) setSaid(words.tooMany);
    else if (!reply.ok) setSaid(words.wrongPassword);
    else if (reply.value.choose.length === 0) onSignedIn();
    else {
      setChoices(reply.value.choose);
      setFair(reply.value.choose[0]?.of ?? '');
    }
  }

  /** Another account has other fairs. */
  function typed(type: (text: string) => void, text: string): void {
    setChoices([]);
    type(text);
  }

  return (
    <main className="organiser-door" data-testid="sign-in">
      <Willow faint />
      <form onSubmit={(event) => void signIn(event)}>
        <h1>
          <Text words={words.signInTitle} />
        </h1>
        <label>
          <Text words={words.account} beside />
          <input
            required
            id="sign-in-account"
            name="account"
            autoComplete="username"
            maxLength={40}
            value={account}
            onChange={({ target }) => typed(setAccount, target.value)}
          />
        </label>
        <label>
          <Text words={words.password} beside />
          <input
            required
            id="sign-in-password"
            name="password"
            type="password"
            autoComplete="current-password"
            maxLength={200}
            value={password}
            onChange={({ target }) => typed(setPassword, target.value)}
          />
        </label>
        {choices.length > 0 && <Choose {...{ choices, fair, setFair }} />}
        <output role="alert">{said && <Text words={said} beside />}</output>
        <button type="submit" className="button button-first" disabled={busy}>
          <Text words={words.signIn} />
        </button>
        <p className="quiet">
          <Text words={words.signInMore} />
        </p>
      </form>
    </main>
  );
}

interface ChooseProps {
  readonly choices: readonly Choice[];
  readonly fair: string;
  readonly setFair: (fair: string) => void;
}

function Choose({ choices, fair, setFair }: ChooseProps) {
  return (
    <label>
      <Text words={words.whichFair} beside />
      <select
        id="sign-in-fair"
        name="fair"
        value={fair}
        onChange={({ target }) => setFair(target.value)}
      >
        {choices.map((each) => (
          <option key={each.of} value={each.of}>
            {each.name?.zh ?? words.wholeServer.zh}
          </option>
        ))}
      </select>
    </label>
  );
}
