import { Text, type Words } from '../ui/text.tsx';

/** What the lists of people and of tokens have in common. */

export function ListHead({ heads }: { readonly heads: readonly Words[] }) {
  return (
    <thead>
      <tr>
        {heads.map((head) => (
          <th key={head.zh} scope="col">
            <Text words={head} />
          </th>
        ))}
        <td />
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

export function NameField({ words, field, name, onName }: NameFieldProps) {
  return (
    <label>
      <Text words={words} beside />
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
