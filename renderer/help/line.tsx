import type { Inline, Line, Place } from './markdown.ts';
import './line.css';

/** A button's words stay on one line. */
const SHORT = 12;

/** On paper, a link leads nowhere. */
export type Going = ((to: Place) => void) | undefined;

export interface LineProps {
  readonly line: Line;
  readonly onGo: Going;
}

/** One line of the handbook; what screens say stands in it as on a key. */
export function LineText({ line, onGo }: LineProps) {
  return line.map((inline, i) => <Piece key={i} inline={inline} onGo={onGo} />);
}

function Piece({ inline, onGo }: { inline: Inline; onGo: Going }) {
  switch (inline.kind) {
    case 'plain':
      return inline.text;
    case 'code':
      return <code>{inline.text}</code>;
    case 'said':
      return (
        <span className="line-said" data-short={inline.text.length <= SHORT}>
          {inline.text}
        </span>
      );
    case 'strong':
      return (
        <strong>
          <LineText line={inline.of} onGo={onGo} />
        </strong>
      );
    case 'link':
      if (!onGo) return <LineText line={inline.of} onGo={undefined} />;
      return (
        <button type="button" className="line-link" onClick={() => onGo(inline.to)}>
          <LineText line={inline.of} onGo={undefined} />
        </button>
      );
  }
}
