import { useState } from 'react';
import { educations, trades } from '../../shared/codes.ts';
import type { BoothState, Counter, Standing } from '../../shared/contract.ts';
import { postWords } from '../attendee/post-words.ts';
import { Button } from '../ui/button.tsx';
import { CheckIcon, PencilIcon } from '../ui/icons.tsx';
import { spoken, Text } from '../ui/text.tsx';
import { type BoothsAtWork, forWhom } from './booths.ts';
import { NotePad } from './note-pad.tsx';
import './person-here.css';
import { actionWords, boothWords as words, steps, stepWords } from './words.ts';

export interface PersonHereProps {
  readonly counter: Counter;
  readonly standing: Standing;
  readonly booth: BoothState;
  readonly titleOf: (post: string) => string;
  readonly booths: BoothsAtWork;
}

/** Who stands here, as far as their pass tells, and one tap for each thing that may come of it. */
export function PersonHere({ counter, standing, booth, titleOf, booths }: PersonHereProps) {
  const [noting, setNoting] = useState(false);
  const { post, history } = standing;
  const hasResume = history.some((action) => action.kind === 'resume' && action.post === post);
  const newest = history.findLast(({ kind }) => kind === 'intent');
  const byDay = booth.posts.find(({ code }) => code === post)?.per === 'day';
  const whom = forWhom(counter);

  return (
    <div className="person">
      <WhoItIs standing={standing} titleOf={titleOf} />
      <div className="person-posts" role="group" aria-label={spoken(words.posts)}>
        {booth.posts.map((each) => (
          <button
            key={each.code}
            type="button"
            className="choice"
            aria-pressed={each.code === post}
            data-over={each.signed > each.headcount}
            onClick={() => void booths.deed('booth.choosePost', { ...whom, post: each.code })}
          >
            <b>{each.title}</b>
            <small>
              {each.per === 'day' && `${postWords.payOf(each).zh} · `}
              {words.openings(each).zh}
            </small>
          </button>
        ))}
      </div>
      <div className="person-deeds">
        <Button
          look="first"
          icon={hasResume ? <CheckIcon /> : undefined}
          words={hasResume ? words.resumeAgain : words.resume}
          onPress={() => void booths.deed('booth.resume', { ...whom, post })}
        />
        {byDay && (
          <Button
            look="first"
            words={words.hire}
            onPress={() => void booths.deed('booth.intent', { ...whom, post, step: 'signed' })}
          />
        )}
        <Button
          look="plain"
          icon={<PencilIcon />}
          words={words.note}
          onPress={() => setNoting(true)}
        />
        <Button
          look="plain"
          words={words.next}
          onPress={() => void booths.deed('booth.next', { counter: counter.id })}
        />
      </div>
      <div className="person-steps" role="group" aria-label={spoken(words.intents)}>
        {steps.map((step) => (
          <button
            key={step}
            type="button"
            className="choice"
            aria-pressed={newest?.step === step}
            onClick={() => void booths.deed('booth.intent', { ...whom, post, step })}
          >
            <Text words={stepWords(step)} />
          </button>
        ))}
      </div>
      {noting && (
        <NotePad
          onNote={(text) => {
            setNoting(false);
            void booths.deed('booth.note', { ...whom, text });
          }}
          onClose={() => setNoting(false)}
        />
      )}
    </div>
  );
}

function WhoItIs({ standing, titleOf }: Pick<PersonHereProps, 'standing' | 'titleOf'>) {
  const { name, anonymous, number, education, trades: wanted, visit, history, notes } = standing;
  const before = history.filter(({ fact }) => fact !== visit);
  const told = [
    ...educations.filter(({ code }) => code === education),
    ...wanted.flatMap((code) => trades.find((trade) => trade.code === code) ?? []),
  ];
  return (
    <div className="who">
      <h3>{name || <Text words={anonymous ? words.anonymous : words.nameUnknown} beside />}</h3>
      <p className="who-number">
        <b data-testid="number">{number}</b>
        <Text words={words.number} />
      </p>
      {told.length > 0 && (
        <ul className="who-told">
          {told.map((each) => (
            <li key={each.zh}>
              <Text words={each} beside />
            </li>
          ))}
        </ul>
      )}
      {(before.length > 0 || notes.length > 0) && (
        <ul className="who-before">
          {before.slice(-4).map((action) => (
            <li key={action.fact}>
              <time>{action.at}</time> {actionWords[action.kind].zh}
              {action.step && ` ${stepWords(action.step).zh}`}
              {action.post !== undefined && ` · ${titleOf(action.post)}`}
            </li>
          ))}
          {notes.slice(-2).map(({ at, text }) => (
            <li key={at + text}>
              <time>{at}</time> “{text}”
            </li>
          ))}
        </ul>
      )}
    </div>
  );
}
