import { useState } from 'react';
import type { BoothState } from '../../shared/contract.ts';
import { Button } from '../ui/button.tsx';
import { Text } from '../ui/text.tsx';
import './sign-in.css';
import { boothWords as words, dayWords } from './words.ts';

export interface SignInProps {
  readonly booths: readonly BoothState[];
  readonly onList: (booth: string) => void;
  readonly onPresence: (booth: string, now: 'open' | 'closed') => void;
}

/** Employers come and go: present ones, and their posts, are what the bulletin counts. */
export function SignIn({ booths, onList, onPresence }: SignInProps) {
  const [closing, setClosing] = useState<string>();
  return (
    <main className="sign-in">
      <h1>
        <Text words={words.signInTitle} />
      </h1>
      <p>
        <Text words={words.signInMore} beside />
      </p>
      <ul>
        {booths.map(({ code, employer, open }) => (
          <li key={code} data-open={open}>
            <b>{code}</b>
            <span>{employer}</span>
            <Button look="plain" words={dayWords.open} onPress={() => onList(code)} />
            <Button
              look={open ? 'plain' : 'first'}
              words={open ? (closing === code ? words.closeSure : words.close) : words.openBooth}
              onPress={() => {
                if (!open) onPresence(code, 'open');
                else if (closing === code) onPresence(code, 'closed');
                setClosing(open && closing !== code ? code : undefined);
              }}
            />
          </li>
        ))}
      </ul>
    </main>
  );
}
