import { useState } from 'react';
import { wallClock } from '../../../shared/calendar.ts';
import type { CallInput } from '../../../shared/contract/calls.ts';
import type { DayView } from '../../../shared/report/day-view.ts';
import { bulletin, type BulletinSetting } from '../../../shared/report/bulletin.ts';
import { coverageWords, isWhole, seenOf } from '../../../shared/report/coverage.ts';
import { Ask } from '../../ui/ask.tsx';
import { Button } from '../../ui/button.tsx';
import { Text, type Words } from '../../ui/text.tsx';
import { bulletinWords as words } from './bulletin-words.ts';
import type { OrganiserAtWork } from '../day.ts';
import './publish.css';

export interface PublishProps {
  readonly organiser: OrganiserAtWork;
  readonly view: DayView;
  readonly setting: BulletinSetting;
  /** Odd facts that nobody has looked at yet. */
  readonly unsettled: number;
  readonly onPublished: (number: number) => void;
}

/** What the question shows. It does not change while the figures behind it move on. */
interface Asked {
  readonly view: DayView;
  readonly publication: CallInput<'organiser.publish'>;
}

export function Publish({ organiser, view, setting, unsettled, onPublished }: PublishProps) {
  const [asked, setAsked] = useState<Asked>();
  const [came, setCame] = useState<Words>();
  const [said, setSaid] = useState<Words>();

  async function publish({ publication }: Asked): Promise<void> {
    const done = await organiser.publish(publication);
    if (done?.ok) {
      setAsked(undefined);
      setCame(words.published(done.value.number));
      onPublished(done.value.number);
    } else if (done?.fault.kind === 'moved') {
      setAsked(undefined);
      setCame(words.moved);
    } else if (done?.fault.kind === 'faulty') {
      setAsked(undefined);
      setCame(words.faulty);
    } else setSaid(words.notPublished);
  }

  return (
    <>
      <Button
        words={words.publish}
        more={words.publishMore}
        onPress={() => {
          setCame(undefined);
          setSaid(undefined);
          setAsked({ view, publication: publicationOf(view, setting) });
        }}
      />
      <output role="alert">{came && <Text words={came} beside />}</output>
      {asked && (
        <PublishQuestion
          asked={asked}
          unsettled={unsettled}
          said={said}
          onYes={() => publish(asked)}
          onNo={() => setAsked(undefined)}
        />
      )}
    </>
  );
}

interface PublishQuestionProps {
  readonly asked: Asked;
  readonly unsettled: number;
  readonly said: Words | undefined;
  readonly onYes: () => Promise<void>;
  readonly onNo: () => void;
}

function PublishQuestion({ asked, unsettled, said, onYes, onNo }: PublishQuestionProps) {
  const { view, publication } = asked;
  const seen = seenOf(view.coverage, view.nowMs);
  const whole = isWhole(seen);
  return (
    <Ask
      title={words.askTitle}
      yes={whole ? words.yesPublish : words.yesPublishPart}
      no={words.notYet}
      said={said}
      onYes={onYes}
      onNo={onNo}
    >
      <p className="bulletin-warning" data-whole={whole}>
        {!whole && (
          <>
            <Text words={words.notWhole} />{' '}
          </>
        )}
        <Text words={coverageWords(seen, (ms) => wallClock(ms, view.fair.utcOffsetMinutes))} />
      </p>
      {unsettled > 0 && (
        <p className="bulletin-warning" data-whole="false">
          <Text words={words.openAnomalies(unsettled)} />
        </p>
      )}
      <blockquote className="bulletin-asked" lang="zh-CN">
        {publication.text}
      </blockquote>
      <p>
        <Text words={words.askPublic} />
      </p>
    </Ask>
  );
}

function publicationOf(view: DayView, setting: BulletinSetting): CallInput<'organiser.publish'> {
  return {
    request: freshRequest(),
    scope: view.scope,
    setting,
    digest: view.digest,
    text: bulletin(view, setting).text,
  };
}

/** `randomUUID` does not exist over plain HTTP. */
function freshRequest(): string {
  const bytes = crypto.getRandomValues(new Uint8Array(16));
  return Array.from(bytes, (byte) => byte.toString(16).padStart(2, '0')).join('');
}
