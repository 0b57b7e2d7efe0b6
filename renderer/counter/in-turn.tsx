import type { ReactNode } from 'react';
import { useTurn } from '../ui/turn.ts';

/** A tap in here is meant for this person, action or state only: see `ui/turn.ts`. */
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
