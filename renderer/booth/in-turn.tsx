import type { ReactNode } from 'react';
import { useTurn } from '../ui/turn.ts';

/** What is tapped here is for this person, action or state alone: see `ui/turn.ts`. */
export function InTurn(props: {
  readonly turn: string;
  readonly className: string;
  readonly children: ReactNode;
}) {
  const element = useTurn<HTMLDivElement>(props.turn);
  return (
    <div ref={element} className={props.className}>
      {props.children}
    </div>
  );
}
