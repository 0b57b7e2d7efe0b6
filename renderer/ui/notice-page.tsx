import type { ReactNode } from 'react';
import { say } from '../../shared/say.ts';
import { Emblem } from './emblem.tsx';
import { askForHelp } from './help-call.ts';
import { LongPress } from './long-press.tsx';
import './notice-page.css';
import { Text, type Words } from './text.tsx';
import { useTurn } from './turn.ts';
import { Willow, Wind } from './willow.tsx';

const forStaff = say(
  '工作人员：长按三秒看手册',
  'Staff: hold for three seconds to read the handbook',
);

/** A page with one message, for when no other page can be shown. Attendees may stand before it. */
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
      <LongPress label={forStaff} onHeld={askForHelp}>
        <Emblem />
      </LongPress>
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
