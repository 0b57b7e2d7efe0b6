import type { Ticket } from '../../shared/contract/printing.ts';
import { qrSvg } from '../../shared/qr-svg.ts';
import { Text } from '../ui/text.tsx';
import './printed-ticket.css';
import { holder } from './ticket.tsx';
import { words } from './words.ts';

/** The ticket for paper. It has no size on the screen, and is alone on paper. */
export function PrintedTicket({ ticket }: { ticket: Ticket }) {
  const { fair, greeting, anonymous, pass, shortCode, booths } = ticket;
  return (
    <article className="printed" aria-hidden="true">
      <p className="printed-fair">{fair.zh}</p>
      <p className="printed-kind">
        <Text words={anonymous ? words.welcome.anonymousPass : words.welcome.passOf} beside />
      </p>
      {!anonymous && <p className="printed-name">{holder(greeting)}</p>}
      <img src={`data:image/svg+xml,${encodeURIComponent(qrSvg(pass).svg)}`} alt="" />
      <p className="printed-code">
        {words.welcome.shortCode.zh} <b>{shortCode}</b>
      </p>
      <p>
        <Text words={words.welcome.photoMore} beside />
      </p>
      {booths.length > 0 && (
        <ol>
          {booths.map(({ booth, zone, employer, post }) => (
            <li key={`${booth} ${post}`}>
              <b>
                {zone} {booth}
              </b>
              <span>{employer}</span>
              <span>{post}</span>
            </li>
          ))}
        </ol>
      )}
    </article>
  );
}
