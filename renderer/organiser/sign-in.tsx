import { type FormEvent, useState } from 'react';
import type { Client } from '../link/client.ts';
import type { ServerHello } from '../link/station-link.ts';
import { Text, type Words } from '../ui/text.tsx';
import { Willow } from '../ui/willow.tsx';
import './sign-in.css';
import { organiserWords as words } from './words.ts';

export interface ServerSignInProps {
  readonly client: Client;
  readonly fairs: ServerHello['fairs'];
  /** Starts a new document, because the old one belongs to no session. */
  readonly onSignedIn: () => void;
}

export function ServerSignIn({ client, fairs, onSignedIn }: ServerSignInProps) {
  const [fair, setFair] = useState(fairs[0]?.id ?? '');
  const [name, setName] = useState('');
  const [token, setToken] = useState('');
  const [busy, setBusy] = useState(false);
  const [said, setSaid] = useState<Words>();

  async function signIn(event: FormEvent): Promise<void> {
    event.preventDefault();
    setBusy(true);
    // The server delays people who guess, and in the end gives no reply.
    const reply = await client
      .call('organiser.signIn', { fair, name: name.trim(), token })
      .catch(() => undefined);
    setBusy(false);
    if (reply?.ok) onSignedIn();
    else setSaid(reply ? words.wrongToken : words.tooMany);
  }

  return (
    <main className="organiser-door" data-testid="sign-in">
      <Willow faint />
      <form onSubmit={(event) => void signIn(event)}>
        <h1>
          <Text words={words.signInTitle} />
        </h1>
        {fairs.length === 0 && (
          <p role="alert">
            <Text words={words.noFair} />
          </p>
        )}
        {fairs.length > 1 && (
          <label>
            <Text words={words.fair} beside />
            <select
              id="sign-in-fair"
              name="fair"
              value={fair}
              onChange={({ target }) => setFair(target.value)}
            >
              {fairs.map((each) => (
                <option key={each.id} value={each.id}>
                  {each.name.zh}
                </option>
              ))}
            </select>
          </label>
        )}
        {fairs.length === 1 && <p className="organiser-fair">{fairs[0]?.name.zh}</p>}
        <label>
          <Text words={words.name} beside />
          <input
            required
            id="sign-in-name"
            name="name"
            autoComplete="name"
            maxLength={40}
            value={name}
            onChange={({ target }) => setName(target.value)}
          />
        </label>
        <label>
          <Text words={words.token} beside />
          <input
            required
            id="sign-in-token"
            name="token"
            type="password"
            autoComplete="current-password"
            maxLength={200}
            value={token}
            onChange={({ target }) => setToken(target.value)}
          />
        </label>
        <output role="alert">{said && <Text words={said} beside />}</output>
        <button type="submit" className="button button-first" disabled={busy || fair === ''}>
          <Text words={words.signIn} />
        </button>
        <p className="quiet">
          <Text words={words.signInMore} />
        </p>
      </form>
    </main>
  );
}
