import { Button } from '../../ui/button.tsx';
import { Text, type Words } from '../../ui/text.tsx';
import { say } from '../../../shared/say.ts';
import { Heading } from './heading.tsx';
import './later-part.css';
import { laterWords as words } from './later-words.ts';
import type { AfterwardsPartProps } from './part.ts';
import { afterwardsWords } from './words.ts';

interface Task {
  readonly about: keyof typeof words.tasks;
  /** Where it stands, as far as this station knows; undefined if only a person knows. */
  readonly stands?: Words;
  readonly done?: boolean;
  readonly go: () => void;
}

/** The assistant for the days and weeks after a fair, in their order. */
export function LaterPart({ state, view, go, goElsewhere }: AfterwardsPartProps) {
  const { boxes, end, marks } = state;
  const tasks: readonly Task[] = [
    {
      about: 'evening',
      done: marks.signature?.digest === view.digest,
      go: () => go('evening'),
    },
    {
      about: 'boxes',
      stands: afterwardsWords.boxesHere(boxes.here, boxes.lists),
      done: boxes.here > 0,
      go: () => go('contacts'),
    },
    { about: 'contacts', go: () => go('contacts') },
    { about: 'followUp', go: () => go('followUp') },
    { about: 'returns', go: () => goElsewhere('returns') },
    { about: 'figures', go: () => goElsewhere('season') },
    { about: 'exports', go: () => goElsewhere('exports') },
    {
      about: 'end',
      stands: end.signed
        ? afterwardsWords.signed(end.signed.day, end.signed.time)
        : afterwardsWords.keepUntil(end.keepUntil),
      done: end.signed !== null,
      go: () => go('end'),
    },
  ];
  return (
    <section>
      <Heading title={words.title} more={words.more} />
      <ol className="later-tasks">
        {tasks.map(({ about, stands, done = false, go: open }) => (
          <li key={about} data-done={done}>
            <span aria-hidden="true">{done ? '✓' : ''}</span>
            <p>
              <strong>
                <Text words={words.tasks[about].title} beside />
              </strong>
              <Text words={stands ?? words.tasks[about].more} />
            </p>
            <Button words={say('打开', 'Open')} onPress={open} />
          </li>
        ))}
      </ol>
    </section>
  );
}
