import type { Greeting, Welcome } from '../../shared/contract/people.ts';
import { type CodeShown, Qr } from '../ui/qr.tsx';
import { spoken, Text, type Words } from '../ui/text.tsx';
import './ticket.css';
import { words } from './words.ts';

export interface TicketProps {
  readonly welcome: Welcome;
  readonly fair: Words;
  readonly onShown: (how: CodeShown) => void;
  readonly onEnlarge: () => void;
}

/** The pass as people photograph it: all that a booth needs, the code first. */
export function Ticket({ welcome, fair, onShown, onEnlarge }: TicketProps) {
  const { pass, anonymous, greeting } = welcome;
  return (
    <div className="ticket-room">
      <article className="ticket" aria-labelledby="ticket">
        <button
          type="button"
          className="ticket-code"
          aria-label={spoken(words.welcome.enlarge)}
          onClick={onEnlarge}
        >
          <Qr text={pass.text} label={words.welcome.qr} onShown={onShown} />
        </button>
        <div className="stub">
          <p className="stub-kind" id="ticket">
            <Text words={anonymous ? words.welcome.anonymousPass : words.welcome.passOf} />
          </p>
          {!anonymous && <p className="stub-name">{holder(greeting)}</p>}
          <ShortCode code={pass.shortCode} />
          <p className="stub-fair">
            <Text words={fair} />
          </p>
        </div>
      </article>
    </div>
  );
}

/** For booths to type when no scanner reads the code. */
export function ShortCode({ code }: { code: string }) {
  return (
    <dl className="stub-code">
      <dt>
        <Text words={words.welcome.shortCode} beside />
      </dt>
      <dd data-testid="short-code">{code}</dd>
    </dl>
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
