import { Text, type Words } from '../ui/text.tsx';
import { accountWords as words } from './words.ts';

/** What the lists of people and of tokens have in common. */

export function ListHead({ heads }: { readonly heads: readonly Words[] }) {
  return (
    <thead>
      <tr>
        {[...heads, words.ways].map((head) => (
          <th key={head.zh} scope="col" className={head === words.ways ? 'accounts-end' : ''}>
            <Text words={head} />
          </th>
        ))}
      </tr>
    </thead>
  );
}

export interface NameFieldProps {
  readonly words: Words;
  readonly field: string;
  readonly name: string;
  readonly onName: (name: string) => void;
}

export function NameField({ words: label, field, name, onName }: NameFieldProps) {
  return (
    <label>
      <Text words={label} beside />
      <input
        required
        name={field}
        autoComplete="off"
        maxLength={40}
        value={name}
        onChange={({ target }) => onName(target.value)}
      />
    </label>
  );
}
