import { type FormEvent, useState } from 'react';
import type { AccountRole } from '../../shared/contract/accounts.ts';
import { Text } from '../ui/text.tsx';
import type { Accounts } from './accounts.ts';
import { NameField } from './list-parts.tsx';
import { RoleChoice } from './people.tsx';
import { accountWords as words } from './words.ts';

export interface AddAccountProps {
  readonly accounts: Accounts;
  /** Only administrators have the whole server. */
  readonly wholeServer: boolean;
}

export function AddAccount({ accounts, wholeServer }: AddAccountProps) {
  const [name, setName] = useState('');
  const [password, setPassword] = useState('');
  const [role, setRole] = useState<AccountRole>(wholeServer ? 'administrator' : 'organiser');
  const [busy, setBusy] = useState(false);

  async function add(event: FormEvent): Promise<void> {
    event.preventDefault();
    setBusy(true);
    const added = await accounts.add({ name, role, password: password === '' ? null : password });
    setBusy(false);
    if (!added) return;
    setName('');
    setPassword('');
  }

  return (
    <section aria-label={words.addTitle.zh}>
      <h2>
        <Text words={words.addTitle} beside />
      </h2>
      {!wholeServer && (
        <p className="quiet">
          <Text words={words.roles} />
        </p>
      )}
      <form className="accounts-form" onSubmit={(event) => void add(event)}>
        <NameField words={words.name} field="new-account" name={name} onName={setName} />
        {!wholeServer && (
          <div className="accounts-role">
            <Text words={words.role} beside />
            <RoleChoice label={words.role.zh} role={role} onChoose={setRole} />
          </div>
        )}
        <label>
          <Text words={words.password} beside />
          <input
            name="new-password"
            type="password"
            autoComplete="new-password"
            maxLength={200}
            value={password}
            onChange={({ target }) => setPassword(target.value)}
          />
        </label>
        <button type="submit" className="button button-first" disabled={busy}>
          <Text words={words.add} />
        </button>
      </form>
    </section>
  );
}
