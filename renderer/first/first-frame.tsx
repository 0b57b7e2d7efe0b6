import type { ReactNode } from 'react';
import { HelpKey } from '../ui/help-key.tsx';
import { Emblem } from '../ui/emblem.tsx';
import { Text, type Words } from '../ui/text.tsx';
import './first-frame.css';

export interface FirstFrameProps {
  /** What the machine is at the moment. */
  readonly name: Words;
  /** Sets how wide the two halves are. */
  readonly step: string;
  readonly children: ReactNode;
}

/** Around every screen of a machine without a fair. Its masthead leads to the handbook alone: there are no staff yet. */
export function FirstFrame({ name, step, children }: FirstFrameProps) {
  return (
    <div className="stage" data-step={step}>
      <header className="masthead">
        <span className="first-emblem">
          <Emblem />
        </span>
        <p className="masthead-station">
          <Text words={name} />
        </p>
        <div className="masthead-end">
          <HelpKey />
        </div>
      </header>
      {children}
    </div>
  );
}
