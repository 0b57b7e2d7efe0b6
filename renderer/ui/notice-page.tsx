import type { ReactNode } from 'react';
import { Emblem } from './emblem.tsx';
import './notice-page.css';
import { Text, type Words } from './text.tsx';
import { useTurn } from './turn.ts';
import { Willow, Wind } from './willow.tsx';

/** A page with one message, for when no other page can be shown. */
export function NoticePage(props: {
  readonly name: string;
  readonly title: Words;
  readonly more?: Words;
  readonly busy?: boolean;
  readonly children?: ReactNode;
}) {
  const { name, title, more, busy = false, children } = props;
  const page = useTurn<HTMLElement>(name);
  return (
    <main ref={page} className="notice-page" data-testid={name}>
      <Willow faint />
      <Wind />
      <Emblem />
      <h1>
        <Text words={title} />
      </h1>
      {more && (
        <p className="lead">
          <Text words={more} />
        </p>
      )}
      {busy && <span className="button-busy" aria-hidden="true" />}
      {children}
    </main>
  );
}
