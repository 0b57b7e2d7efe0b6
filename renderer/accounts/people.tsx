import { useState } from 'react';
import type { z } from 'zod';
import {
  type AccountRole,
  accountRoles,
  type listedAccountSchema,
} from '../../shared/contract/accounts.ts';
import { Ask } from '../ui/ask.tsx';
import { Button } from '../ui/button.tsx';
import { spoken, Text, type Words } from '../ui/text.tsx';
import type { Accounts } from './accounts.ts';
import { ListHead } from './list-parts.tsx';
import { accountWords as words, roleWords } from './words.ts';

type Account = z.infer<typeof listedAccountSchema>;

export interface PeopleProps {
  readonly accounts: Accounts;
  readonly people: readonly Account[];
  /** The viewer's own name: a new password would end this very session before they could read it. */
  readonly me: string;
  /** What these accounts open. */
  readonly title?: Words;
}

interface Asked {
  readonly name: string;
  readonly about: 'password' | 'remove';
}

export function People({ accounts, people, me, title = words.people }: PeopleProps) {
  const [asked, setAsked] = useState<Asked>();
  return (
    <section aria-label={title.zh}>
      <h2>
        <Text words={title} beside />
      </h2>
      {people.length === 0 && (
        <p className="quiet">
          <Text words={words.none} beside />
        </p>
      )}
      {people.length > 0 && (
        <table>
          <ListHead heads={[words.name, words.role, words.sessions]} />
          <tbody>
            {people.map((person) => (
              <Person
                key={person.name}
                accounts={accounts}
                person={person}
                isMe={person.name === me}
                onAsk={(about) => setAsked({ name: person.name, about })}
              />
            ))}
          </tbody>
        </table>
      )}
      {asked && <Question accounts={accounts} asked={asked} onClose={() => setAsked(undefined)} />}
    </section>
  );
}

interface PersonProps {
  readonly accounts: Accounts;
  readonly person: Account;
  readonly isMe: boolean;
  readonly onAsk: (about: Asked['about']) => void;
}

function Person({ accounts, person, isMe, onAsk }: PersonProps) {
  const { name, role, sessions } = person;
  return (
    <tr>
      <th scope="row">
        {name}
        {isMe && (
          <span className="quiet">
            {' '}
            <Text words={words.you} beside />
          </span>
        )}
      </th>
      <td>
        {isMe ? (
          <Text words={roleWords[role]} beside />
        ) : (
          <RoleChoice
            label={`${words.role.zh} ${name}`}
            role={role}
            onChoose={(chosen) => void accounts.setRole(name, chosen)}
          />
        )}
      </td>
      <td>
        <Text words={words.sessionsOf(sessions)} beside />
      </td>
      <td>
        {!isMe && (
          <div className="accounts-ways">
            <Button words={words.newPassword} onPress={() => onAsk('password')} />
            <Button
              words={words.end}
              disabled={sessions === 0}
              onPress={() => void accounts.endSessions(name)}
            />
            <Button words={words.remove} onPress={() => onAsk('remove')} />
          </div>
        )}
      </td>
    </tr>
  );
}

interface RoleChoiceProps {
  readonly label: string;
  readonly role: AccountRole;
  readonly onChoose: (role: AccountRole) => void;
}

export function RoleChoice({ label, role, onChoose }: RoleChoiceProps) {
  return (
    <select
      aria-label={label}
      value={role}
      onChange={({ target }) => {
        const chosen = accountRoles.find((each) => each === target.value);
        if (chosen) onChoose(chosen);
      }}
    >
      {accountRoles.map((each) => (
        <option key={each} value={each}>
          {spoken(roleWords[each])}
        </option>
      ))}
    </select>
  );
}

interface QuestionProps {
  readonly accounts: Accounts;
  readonly asked: Asked;
  readonly onClose: () => void;
}

function Question({ accounts, asked: { name, about }, onClose }: QuestionProps) {
  const isRemoval = about === 'remove';
  return (
    <Ask
      title={isRemoval ? words.askRemove(name) : words.askPassword(name)}
      yes={isRemoval ? words.remove : words.newPassword}
      no={words.keep}
      onYes={async () => {
        await (isRemoval ? accounts.remove(name) : accounts.newPassword(name));
        onClose();
      }}
      onNo={onClose}
    >
      <p>
        <Text words={isRemoval ? words.askRemoveMore : words.askPasswordMore} />
      </p>
    </Ask>
  );
}
