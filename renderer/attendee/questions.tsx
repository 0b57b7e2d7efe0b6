import { answerTable } from '../../shared/answers.ts';
import type { Question } from '../../shared/fair-kinds.ts';
import { Button } from '../ui/button.tsx';
import { BackIcon, CheckIcon, HandIcon, NextIcon } from '../ui/icons.tsx';
import { Screen, Title } from '../ui/screen.tsx';
import { Text, type Words } from '../ui/text.tsx';
import { Willow } from '../ui/willow.tsx';
import { AnswersTo } from './answer-choices.tsx';
import { asksConsent, checkPhone, type Draft, isAnswered, isFull, turnPage } from './draft.ts';
import { GroupsChoice, GroupsPromise } from './groups-consent.tsx';
import './questions.css';
import { words } from './words.ts';

export interface QuestionsProps {
  readonly draft: Draft;
  /** Some answers were known before the questions. */
  readonly prefilled: boolean;
  readonly phoneLeft: boolean;
  /** They had only typed a number. */
  readonly typed: boolean;
  readonly saving: boolean;
  readonly onDraft: (draft: Draft) => void;
  readonly onAgreeGroups: () => void;
  readonly onFinish: () => void;
  readonly onLeave: () => void;
  readonly onHelp: () => void;
}

export function QuestionsScreen(props: QuestionsProps) {
  const { draft, saving } = props;
  const { onDraft, onAgreeGroups, onFinish, onLeave, onHelp } = props;
  const { questions } = words;
  const number = draft.pages.indexOf(draft.page) + 1;
  const consents = asksConsent(draft);
  const last = number === draft.pages.length;
  const unfinished = ['open', 'impossible'].includes(checkPhone(draft.phone).kind);
  return (
    <Screen
      name={consents ? 'groups-consent' : 'questions'}
      scene={
        <>
          <Willow faint />
          <p className="progress">
            <span className="progress-dots" aria-hidden="true">
              {draft.pages.map((page, i) => (
                <i key={page} data-done={i < number} />
              ))}
            </span>
            <Text words={questions.step(number, draft.pages.length)} beside />
          </p>
          <Title
            key={`${draft.page} ${consents}`}
            size={consents ? 'fair' : 'large'}
            words={consents ? questions.groupsTitle : titleOf(draft.page)}
          />
          {consents ? <GroupsPromise /> : <Hints {...props} />}
        </>
      }
      act={
        <>
          {consents ? (
            <GroupsChoice
              saving={saving}
              onAgree={onAgreeGroups}
              onSkip={() => onDraft(turnPage(draft, 1))}
            />
          ) : (
            <AnswersTo draft={draft} onDraft={onDraft} />
          )}
          <div className="question-ways">
            {number > 1 && (
              <Button
                icon={<BackIcon />}
                words={questions.previous}
                disabled={saving}
                onPress={() => onDraft(turnPage(draft, -1))}
              />
            )}
            {last ? (
              <Button
                look="first"
                icon={<CheckIcon />}
                words={saving ? words.consent.saving : questions.finish}
                busy={saving}
                disabled={unfinished}
                onPress={onFinish}
              />
            ) : (
              !consents && (
                <Button
                  look="first"
                  icon={<NextIcon />}
                  words={isAnswered(draft) ? questions.next : questions.skip}
                  onPress={() => onDraft(turnPage(draft, 1))}
                />
              )
            )}
          </div>
        </>
      }
      ways={
        <>
          <Button
            look="plain"
            icon={<BackIcon />}
            words={questions.leave}
            disabled={saving}
            onPress={onLeave}
          />
          {!last && (
            <Button
              look="plain"
              icon={<CheckIcon />}
              words={questions.finish}
              busy={saving}
              onPress={onFinish}
            />
          )}
          <Button
            look="plain"
            icon={<HandIcon />}
            words={words.askStaff}
            disabled={saving}
            onPress={onHelp}
          />
        </>
      }
    />
  );
}

function Hints({ draft, prefilled, phoneLeft, typed }: QuestionsProps) {
  const { questions } = words;
  return (
    <>
      <output className="lead">
        <Text words={hintOf(draft)} />
      </output>
      {prefilled && (
        <p className="prefilled quiet">
          <Text words={questions.prefilled} />
        </p>
      )}
      {draft.page === 'phone' && (phoneLeft || typed) && (
        <p className="prefilled">
          <Text words={phoneLeft ? questions.phoneLeft : questions.phoneTyped} />
        </p>
      )}
    </>
  );
}

function titleOf(page: Question): Words {
  return page === 'phone' ? words.questions.phone : answerTable[page].question;
}

function hintOf(draft: Draft): Words {
  const { page } = draft;
  if (page === 'phone') return words.questions.phoneMore;
  const { hint, full } = answerTable[page];
  return full && isFull(draft, page) ? full : hint;
}
