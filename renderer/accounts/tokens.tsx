import { type FormEvent, useState } from 'react';
import type { z } from 'zod';
import {
  type listedTokenSchema,
  type TokenRight,
  tokenRights,
} from '../../shared/contract/accounts.ts';
import { listed } from '../../shared/say.ts';
import { Ask } from '../ui/ask.tsx';
import { Button } from '../ui/button.tsx';
import { Text } from '../ui/text.tsx';
import type { Accounts } from './accounts.ts';
import { ListHead, NameField } from './list-parts.tsx';
import { accountWords as words, rightWords } from './words.ts';

export interface TokensProps {
  readonly accounts: Accounts;
  readonly tokens: readonly z.infer<typeof listedTokenSchema>[];
}

export function Tokens({ accounts, tokens }: TokensProps) {
  const [asked, setAsked] = useState<string>();
  return (
    <section aria-label={words.tokens.zh}>
      <h2>
        <Text words={words.tokens} beside />
      </h2>
      <p className="quiet">
        <Text words={words.tokensMore} beside />
      </p>
      {tokens.length > 0 && (
        <table>
          <ListHead heads={[words.program, words.rights]} />
          <tbody>
            {tokens.map(({ name, rights }) => (
              <tr key={name}>
                <th scope="row">{name}</th>
                <td>
                  <Text words={listed(rights.map((right) => rightWords[right]))} beside />
                </td>
                <td>
                  <div className="accounts-ways">
                    <Button words={words.remove} onPress={() => setAsked(name)} />
                  </div>
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      )}
      <AddToken accounts={accounts} />
      {asked !== undefined && (
        <Ask
          title={words.askRemoveToken(asked)}
          yes={words.remove}
          no={words.keep}
          onYes={async () => {
            await accounts.removeToken(asked);
            setAsked(undefined);
          }}
          onNo={() => setAsked(undefined)}
        >
          <p>
            <Text words={words.askRemoveTokenMore} />
          </p>
        </Ask>
      )}
    </section>
  );
}

function AddToken({ accounts }: { readonly accounts: Accounts }) {
  const [name, setName] = useState('');
  const [rights, setRights] = useState<readonly TokenRight[]>([]);

  async function add(event: FormEvent): Promise<void> {
    event.preventDefault();
    if (!(await accounts.addToken({ name, rights: [...rights] }))) return;
    setName('');
    setRights([]);
  }

  return (
    <form className="accounts-form" onSubmit={(event) => void add(event)}>
      <NameField words={words.program} field="new-token" name={name} onName={setName} />
      <div className="accounts-rights">
        {tokenRights.map((right) => (
          <label key={right}>
            <input
              type="checkbox"
              checked={rights.includes(right)}
              onChange={({ target }) =>
                setRights(
                  target.checked ? [...rights, right] : rights.filter((each) => each !== right),
                )
              }
            />
            <Text words={rightWords[right]} beside />
          </label>
        ))}
      </div>
      <button type="submit" className="button button-second" disabled={rights.length === 0}>
        <Text words={words.add} />
      </button>
    </form>
  );
}
