import { type ReactNode, useEffect, useRef } from 'react';
import './screen.css';
import { Text, type Words } from './text.tsx';

export interface ScreenProps {
  /** Tests also use it. */
  readonly name: string;
  /** What the screen says; above in portrait, to the left in landscape. */
  readonly scene: ReactNode;
  /** What can be touched; in portrait within reach of a wheelchair. */
  readonly act: ReactNode;
  /** Ends the step, if the step has such a button; null keeps its place empty. */
  readonly end?: ReactNode;
  /** The ways back and to a human, always in the same corner. */
  readonly ways?: ReactNode;
  readonly tone?: 'calm' | 'good' | 'bad';
}

export function Screen({ name, scene, act, end, ways, tone = 'calm' }: ScreenProps) {
  return (
    <main className={`screen screen-${name} tone-${tone}`} data-testid={name}>
      <section className="scene">
        <div className="scene-body">{scene}</div>
      </section>
      <section className="act">
        <div className="act-main">{act}</div>
        {end !== undefined && <div className="act-end">{end}</div>}
        {ways !== undefined && <nav className="ways">{ways}</nav>}
      </section>
    </main>
  );
}

/** A screen's sentence. It takes the focus, so that a screen reader begins with it. */
export function Title({ words, size = 'large' }: { words: Words; size?: 'large' | 'fair' }) {
  const heading = useRef<HTMLHeadingElement>(null);
  useEffect(() => heading.current?.focus({ preventScroll: true }), []);
  return (
    <h1 ref={heading} tabIndex={-1} className={`title title-${size}`}>
      <Text words={words} />
    </h1>
  );
}
