import { useRef, useState } from 'react';
import { spoken } from '../ui/text.tsx';
import './candidate-list.css';
import type { Candidate, Reading } from './candidates.ts';
import { keyboardWords as words } from './words.ts';

/** The most that a line may show; the rest is made only when somebody asks for more. */
const ONE_LINE = 24;

export interface CandidateListProps {
  readonly reading: Reading;
  readonly onPick: (candidate: Candidate) => void;
}

/** The likeliest in one line over the digits, or all of them over the keys. */
export function CandidateList({ reading, onPick }: CandidateListProps) {
  const [open, setOpen] = useState(false);
  const list = useRef<HTMLDivElement>(null);
  const { candidates, syllables } = reading;
  const turn = (pages: number): void =>
    list.current?.scrollBy({ top: pages * list.current.clientHeight });

  return (
    <div className="keyboard-candidates" data-open={open}>
      <output className="keyboard-pinyin" lang="zh-Latn-pinyin">
        <bdi>{syllables.join(' ')}</bdi>
      </output>
      <div
        ref={list}
        role="group"
        aria-label={spoken(words.candidates)}
        className="keyboard-choices"
      >
        {(open ? candidates : candidates.slice(0, ONE_LINE)).map((candidate) => (
          <button
            key={candidate.text}
            type="button"
            tabIndex={-1}
            lang="zh-CN"
            // On the line it acts at once, as a key does; in the list a finger may also scroll.
            onPointerDown={() => !open && onPick(candidate)}
            onClick={() => {
              if (!open) return;
              setOpen(false);
              onPick(candidate);
            }}
          >
            {candidate.text}
          </button>
        ))}
      </div>
      <div className="keyboard-more">
        <Turn
          label={words[open ? 'fewer' : 'all']}
          path={open ? UP : DOWN}
          onTap={() => setOpen(!open)}
        />
        {open && <Turn label={words.before} path={PAGE_UP} onTap={() => turn(-1)} />}
        {open && <Turn label={words.after} path={PAGE_DOWN} onTap={() => turn(1)} />}
      </div>
    </div>
  );
}

const UP = 'm10 31 14-14 14 14';
const DOWN = 'm10 17 14 14 14-14';
const PAGE_UP = 'M24 40V10M11 23l13-13 13 13';
const PAGE_DOWN = 'M24 8v30M11 25l13 13 13-13';

function Turn(props: {
  label: (typeof words)['all' | 'fewer' | 'before' | 'after'];
  path: string;
  onTap: () => void;
}) {
  const { label, path, onTap } = props;
  return (
    <button type="button" tabIndex={-1} aria-label={spoken(label)} onClick={onTap}>
      <svg viewBox="0 0 48 48" fill="none" stroke="currentColor" strokeWidth="4" aria-hidden="true">
        <path d={path} strokeLinecap="round" strokeLinejoin="round" />
      </svg>
    </button>
  );
}
