import type { Greeting, Welcome } from '../../shared/contract.ts';
import { Qr } from '../ui/qr.tsx';
import { Text, type Words } from '../ui/text.tsx';
import './ticket.css';
import { words } from './words.ts';

/** The pass, as it is photographed: all that a booth needs stands on it. */
export function Ticket({ welcome, fair }: { welcome: Welcome; fair: Words }) {
  const { pass, anonymous, greeting } = welcome;
  return (
    <article className="ticket" aria-labelledby="ticket">
      <Qr text={pass.text} label={words.welcome.qr} />
      <div className="stub">
        <p className="stub-kind" id="ticket">
          <Text words={anonymous ? words.welcome.anonymousPass : words.welcome.passOf} />
        </p>
        {!anonymous && <p className="stub-name">{holder(greeting)}</p>}
        <dl className="stub-code">
          <dt>
            <Text words={words.welcome.shortCode} beside />
          </dt>
          <dd data-testid="short-code">{pass.shortCode}</dd>
        </dl>
        <p className="stub-fair">
          <Text words={fair} />
        </p>
      </div>
    </article>
  );
}

export function holder(greeting: Greeting): string {
  switch (greeting.by) {
    case 'name':
      return greeting.maskedName;
    case 'digits':
      return `尾号 ${greeting.lastFour}`;
    case 'nothing':
      return '';
  }
}
