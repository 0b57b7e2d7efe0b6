import { type ReactNode, useState } from 'react';
import { Ask } from './ask.tsx';
import './sure-ask.css';
import { Text, type Words } from './text.tsx';

export interface SureAskProps {
  readonly title: Words;
  readonly more: Words;
  /** Fields that are filled in before the answer counts, and whether they are. */
  readonly children?: ReactNode;
  readonly ready?: boolean;
  /** Each is ticked by hand before the answer counts. */
  readonly checks: readonly Words[];
  readonly yes: Words;
  readonly no: Words;
  readonly said: Words | undefined;
  readonly onYes: () => Promise<void>;
  readonly onNo: () => void;
}

/** Before what nobody can take back: a finger that slips ticks nothing. */
export function SureAsk(props: SureAskProps) {
  const { title, more, checks, yes, no, said, onYes, onNo, children, ready = true } = props;
  const [ticked, setTicked] = useState<ReadonlySet<string>>(new Set());
  return (
    <Ask
      title={title}
      yes={yes}
      no={no}
      ready={ready && checks.every(({ zh }) => ticked.has(zh))}
      said={said}
      onYes={onYes}
      onNo={onNo}
    >
      <p>
        <Text words={more} />
      </p>
      {children}
      {checks.map((check) => (
        <label key={check.zh} className="sure-check">
          <input
            type="checkbox"
            checked={ticked.has(check.zh)}
            onChange={({ currentTarget: { checked } }) =>
              setTicked((before) => {
                const now = new Set(before);
                if (checked) now.add(check.zh);
                else now.delete(check.zh);
                return now;
              })
            }
          />
          <Text words={check} beside />
        </label>
      ))}
    </Ask>
  );
}
