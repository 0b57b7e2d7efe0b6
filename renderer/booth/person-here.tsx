import type { BoothCounter, BoothState, BoothVisitor } from '../../shared/contract/booth.ts';
import { isTapped, taps } from '../../shared/deeds.ts';
import { isDayLabour, payWords } from '../../shared/pay.ts';
import { aimedAt } from '../counter/asking.ts';
import { stepWords } from '../counter/words.ts';
import { Button } from '../ui/button.tsx';
import { CheckIcon, PencilIcon } from '../ui/icons.tsx';
import { spoken, Text } from '../ui/text.tsx';
import type { BoothsAtWork } from './booths.ts';
import type { Noting } from './note-pad.tsx';
import './person-here.css';
import { WhatWeKnow, WhoItIs } from './who-it-is.tsx';
import { boothWords as words, steps } from './words.ts';

export interface PersonHereProps {
  readonly counter: BoothCounter;
  readonly standing: BoothVisitor;
  readonly booth: BoothState;
  readonly titleOf: (post: string) => string;
  readonly booths: BoothsAtWork;
  readonly onNote: (noting: Noting) => void;
}

/** The person at the counter, as far as their pass says, with one tap for each action. */
export function PersonHere(props: PersonHereProps) {
  const { counter, standing, booth, titleOf, booths, onNote } = props;
  const { post, history, visit, number, name } = standing;
  const newest = history.findLast(({ kind }) => kind === 'intent');
  const byDay = isDayLabour(booth.posts.find(({ code }) => code === post)?.per);
  const noPost = post === '';
  const whom = aimedAt(counter);
  const tapButtons = (large: boolean) =>
    taps
      .filter(({ main = false }) => main === large)
      .map(({ kind, call, button, done, per }) => {
        const isDone = isTapped(kind, history, visit, post);
        return (
          <Button
            key={kind}
            look={large ? 'first' : 'plain'}
            icon={isDone ? <CheckIcon /> : undefined}
            words={isDone ? done : button}
            disabled={noPost && per === 'post'}
            onPress={() => void booths.deed(call, noPost ? whom : { ...whom, post })}
          />
        );
      });

  return (
    <div className="person">
      <WhoItIs standing={standing} />
      <div className="person-more">
        <WhatWeKnow standing={standing} titleOf={titleOf} />
        <Posts
          posts={booth.posts}
          standing={standing}
          onPost={(chosen) => void booths.deed('booth.choosePost', { ...whom, post: chosen })}
        />
      </div>
      <p className="person-post">
        {noPost ? (
          <Text words={words.postsClosed} beside />
        ) : (
          <>
            <Text words={words.post} /> <b>{titleOf(post)}</b>
          </>
        )}
      </p>
      <div className="person-deeds">
        {tapButtons(true)}
        {byDay && (
          <Button
            look="first"
            words={words.hire}
            onPress={() => void booths.deed('booth.intent', { ...whom, post, step: 'signed' })}
          />
        )}
        {tapButtons(false)}
        <Button
          look="plain"
          icon={<PencilIcon />}
          words={words.note}
          onPress={() => onNote({ booth: booth.code, counter: counter.id, visit, number, name })}
        />
        <Button
          look="plain"
          words={words.next}
          onPress={() => void booths.deed('booth.next', whom)}
        />
      </div>
      <div className="person-steps" role="group" aria-label={spoken(words.intents)}>
        {steps.map((step) => (
          <button
            key={step}
            type="button"
            className="choice"
            aria-pressed={newest?.step === step}
            disabled={noPost}
            onClick={() => void booths.deed('booth.intent', { ...whom, post, step })}
          >
            <Text words={stepWords(step)} />
          </button>
        ))}
      </div>
    </div>
  );
}

function Posts(props: {
  readonly posts: BoothState['posts'];
  readonly standing: BoothVisitor;
  readonly onPost: (post: string) => void;
}) {
  const { posts, standing, onPost } = props;
  const { history, post } = standing;
  return (
    <div className="person-posts" role="group" aria-label={spoken(words.posts)}>
      {posts.map((each) => (
        <button
          key={each.code}
          type="button"
          className="choice"
          aria-pressed={each.code === post}
          // A closed post keeps the people that it had before.
          disabled={each.closed && !history.some((action) => action.post === each.code)}
          data-over={each.headcount !== undefined && each.signed > each.headcount}
          onClick={() => onPost(each.code)}
        >
          <b>{each.title}</b>
          <small>
            {isDayLabour(each.per) && `${payWords(each).zh} · `}
            {words.openings(each).zh}
          </small>
        </button>
      ))}
    </div>
  );
}
