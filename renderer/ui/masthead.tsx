import type { ReactNode } from 'react';
import { Emblem } from './emblem.tsx';
import { LongPress } from './long-press.tsx';
import './masthead.css';
import { Text, type Words } from './text.tsx';

export interface MastheadProps {
  readonly station: Words;
  readonly staff: Words;
  readonly onStaff: () => void;
  /** Content for the other end: seconds, a switch. */
  readonly children?: ReactNode;
}

/** Above every screen: the name of this station, and the way in for staff. */
export function Masthead({ station, staff, onStaff, children }: MastheadProps) {
  return (
    <header className="masthead">
      <LongPress label={staff} onHeld={onStaff}>
        <Emblem />
      </LongPress>
      <p className="masthead-station">
        <Text words={station} />
      </p>
      <div className="masthead-end">{children}</div>
    </header>
  );
}
