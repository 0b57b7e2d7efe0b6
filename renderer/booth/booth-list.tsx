import { useEffect, useRef } from 'react';
import type { BoothCounter, BoothState } from '../../shared/contract/booth.ts';
import { spoken } from '../ui/text.tsx';
import './booth-list.css';
import { boothWords as words } from './words.ts';

export interface BoothListProps {
  readonly known: readonly BoothState[];
  readonly counters: readonly BoothCounter[];
  readonly front: string | undefined;
  readonly onFront: (booth: string) => void;
}

/** Where more booths share a machine than fit side by side: all of them, and who is served where. */
export function BoothList({ known, counters, front, onFront }: BoothListProps) {
  const list = useRef<HTMLElement>(null);
  useEffect(() => {
    if (front === undefined) return;
    list.current
      ?.querySelector(`[data-booth="${front}"]`)
      ?.scrollIntoView({ block: 'nearest', behavior: 'instant' });
  }, [front]);
  const open = known.filter(({ code }) => counters.some(({ booth }) => booth === code));
  return (
    <nav ref={list} className="booth-list" aria-label={spoken(words.boothsHere)}>
      {open.map(({ code, employer, today }) => {
        const isServing = counters.some(({ booth, standing }) => booth === code && standing);
        return (
          <button
            key={code}
            type="button"
            className="choice"
            data-booth={code}
            aria-pressed={code === front}
            onClick={() => onFront(code)}
          >
            <b>{code}</b>
            <span>{employer}</span>
            <small>
              {words.visits.zh} {today.visits}
            </small>
            {isServing && <i title={words.serving.zh} />}
          </button>
        );
      })}
    </nav>
  );
}
