import type { ReactNode } from 'react';
import type { Welcome } from '../../shared/contract/people.ts';
import { AlertIcon } from '../ui/icons.tsx';
import { type CodeShown, Qr } from '../ui/qr.tsx';
import { Title } from '../ui/screen.tsx';
import { Text } from '../ui/text.tsx';
import './code-screen.css';
import { ShortCode } from './ticket.tsx';
import { words } from './words.ts';

export interface CodeScreenProps {
  readonly welcome: Welcome;
  readonly missing: boolean;
  readonly onShown: (how: CodeShown) => void;
  readonly ways: ReactNode;
}

/** The pass's code on a screen of its own: on request, or when the ticket has no room for it. */
export function CodeScreen({ welcome, missing, onShown, ways }: CodeScreenProps) {
  const { pass } = welcome;
  return (
    <main className="code-screen" data-testid="welcome">
      <Title words={missing ? words.welcome.noCode : words.welcome.photo} size="fair" />
      {missing ? (
        <p className="code-missing" role="alert">
          <AlertIcon />
          <Text words={words.welcome.noCodeMore} />
        </p>
      ) : (
        <Qr text={pass.text} label={words.welcome.qr} onShown={onShown} />
      )}
      <ShortCode code={pass.shortCode} />
      <nav className="code-ways">{ways}</nav>
    </main>
  );
}
