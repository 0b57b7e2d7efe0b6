import { type ReactNode, useState } from 'react';
import type { BoothState } from '../../shared/contract/booth.ts';
import { byName } from '../../shared/names/find.ts';
import { Button } from '../ui/button.tsx';
import { Find, useFinder } from '../ui/find.tsx';
import { Text } from '../ui/text.tsx';
import { useTurn } from '../ui/turn.ts';
import './sign-in.css';
import { boothWords as words, dayWords } from './words.ts';

export interface SignInProps {
  readonly booths: readonly BoothState[];
  readonly onList: (booth: string) => void;
  readonly onPresence: (booth: string, now: 'open' | 'closed') => void;
  /** Those that a card has bound to a booth. */
  readonly scanners?: ReactNode;
}

/** What a page shows at once needs no search. */
const FEW = 8;

/** Employers come and go: the bulletin counts those who are present, and their posts. */
export function SignIn({ booths, onList, onPresence, scanners }: SignInProps) {
  const main = useTurn<HTMLElement>('sign-in');
  const [closing, setClosing] = useState<string>();
  const [find, setFind] = useState('');
  const finds = useFinder(find);
  const shown = booths
    .filter(({ code, employer, posts }) =>
      finds(code, employer, ...posts.map(({ title }) => title)),
    )
    .toSorted((a, b) => byName(a.code, b.code));
  return (
    <main ref={main} className="sign-in">
      <h1>
        <Text words={words.signInTitle} />
      </h1>
      <p>
        <Text words={words.signInMore} beside />
      </p>
      {scanners}
      {booths.length > FEW && <Find words={words.find} value={find} onChange={setFind} />}
      <ul>
        {shown.map((booth) => (
          <SignInRow
            key={booth.code}
            booth={booth}
            closing={booth.open && closing === booth.code}
            onClosing={setClosing}
            {...{ onList, onPresence }}
          />
        ))}
      </ul>
    </main>
  );
}

interface SignInRowProps extends Omit<SignInProps, 'booths' | 'scanners'> {
  readonly booth: BoothState;
  /** The first tap has already asked. */
  readonly closing: boolean;
  readonly onClosing: (booth: string | undefined) => void;
}

/** The second tap of a double tap must not answer the question that the first one asked. */
function SignInRow({ booth, closing, onClosing, onList, onPresence }: SignInRowProps) {
  const { code, employer, open } = booth;
  const row = useTurn<HTMLLIElement>(`${open} ${closing}`);

  function press(): void {
    if (open && !closing) return onClosing(code);
    onPresence(code, open ? 'closed' : 'open');
    onClosing(undefined);
  }

  return (
    <li ref={row} data-open={open}>
      <b>{code}</b>
      <span>{employer}</span>
      <Button look="plain" words={dayWords.open} onPress={() => onList(code)} />
      <Button
        look={open ? 'plain' : 'first'}
        words={open ? (closing ? words.closeSure : words.close) : words.openBooth}
        onPress={press}
      />
    </li>
  );
}
