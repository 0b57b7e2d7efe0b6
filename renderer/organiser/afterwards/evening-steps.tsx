import { type ReactNode, useState } from 'react';
import { wallClock } from '../../../shared/calendar.ts';
import { tapFigures } from '../../../shared/deeds.ts';
import { seenOf } from '../../../shared/report/coverage.ts';
import type { DayView } from '../../../shared/report/day-view.ts';
import type { Evening, EveningStep, Step } from '../../../shared/report/evening.ts';
import { PrintPage } from '../../saving/print-page.tsx';
import { Button } from '../../ui/button.tsx';
import { Text, type Words } from '../../ui/text.tsx';
import { organiserWords } from '../words.ts';
import { eveningWords as words, placeWords, stepWords } from './evening-words.ts';
import './evening-steps.css';
import type { AfterwardsPartProps } from './part.ts';
import { missingWords } from './words.ts';

export interface EveningStepsProps
  extends Pick<AfterwardsPartProps, 'view' | 'go' | 'goElsewhere'> {
  readonly evening: Evening;
  readonly onMark: (step: EveningStep) => Promise<void>;
  readonly onUndo: (step: EveningStep) => Promise<void>;
}

/** Each step with its state; the next one is open, and a tap opens another. */
export function EveningSteps(props: EveningStepsProps) {
  const { evening } = props;
  const [opened, setOpened] = useState<EveningStep>();
  const shown = opened ?? evening.next;
  return (
    <ol className="evening-steps">
      {evening.steps.map((step, i) => (
        <li key={step.step} data-state={step.state} data-open={shown === step.step}>
          <button
            type="button"
            className="evening-step"
            aria-expanded={shown === step.step}
            onClick={() => setOpened(step.step)}
          >
            <span className="evening-mark" aria-hidden="true">
              {step.state === 'done' ? '✓' : step.state === 'again' ? '！' : i + 1}
            </span>
            <Text words={stepWords[step.step].title} beside />
            <Standing {...props} step={step} />
          </button>
          {shown === step.step && <Opened {...props} step={step} />}
        </li>
      ))}
    </ol>
  );
}

interface OfStep extends EveningStepsProps {
  readonly step: Step;
}

/** In one line. */
function Standing({ evening, view, step: { step, state, mark } }: OfStep) {
  const said = standingWords(step, evening, view);
  return (
    <span className="evening-standing">
      {state === 'again' ? (
        <Text words={words.again} />
      ) : mark && state === 'done' ? (
        <Text words={words.by(mark.by, wallClock(mark.atMs, view.fair.utcOffsetMinutes))} />
      ) : (
        said && <Text words={said} />
      )}
    </span>
  );
}

function standingWords(step: EveningStep, evening: Evening, view: DayView): Words | undefined {
  const { all, complete } = seenOf(view.coverage, view.nowMs);
  switch (step) {
    case 'coverage':
      return evening.missing.length === 0
        ? words.whole(all)
        : { zh: `${all} 个站点，到齐 ${complete} 个`, en: `${complete} of ${all} are in` };
    case 'employers':
      return evening.quiet.length + evening.absent.length === 0
        ? words.everyEmployer
        : words.absent(evening.absent.length);
    case 'checks':
      return words.undecided(evening.undecided);
    case 'figures':
    case 'bulletin':
    case 'signature':
      return undefined;
  }
}

/** What there is to see and to do. */
function Opened(props: OfStep) {
  const { view, step, onMark, onUndo, go, goElsewhere } = props;
  const [busy, setBusy] = useState(false);
  const [said, setSaid] = useState<Words>();
  const { hint, mark } = stepWords[step.step];
  async function run(work: Promise<void>): Promise<void> {
    setBusy(true);
    await work;
    setBusy(false);
  }
  const ways: Readonly<Record<EveningStep, ReactNode>> = {
    coverage: (
      <>
        <Button words={placeWords.stations} onPress={() => goElsewhere('stations')} />
        <Button words={placeWords.sticks} onPress={() => go('sticks')} />
      </>
    ),
    employers: <Button words={placeWords.employers} onPress={() => goElsewhere('employers')} />,
    checks: <Button words={placeWords.checks} onPress={() => goElsewhere('checks')} />,
    figures: <Button words={placeWords.live} onPress={() => goElsewhere('live')} />,
    bulletin: <Button words={placeWords.bulletin} onPress={() => goElsewhere('bulletin')} />,
    signature: (
      <PrintPage
        words={organiserWords.print}
        name={`chunfeng-${view.scope}-${view.digest.slice(0, 12)}`}
        onSaid={setSaid}
      />
    ),
  };
  return (
    <div className="evening-open">
      <Details {...props} />
      <p className="quiet">
        <Text words={hint} beside />
      </p>
      <div className="evening-ways">
        {ways[step.step]}
        {step.mark ? (
          <Button words={words.undo} busy={busy} onPress={() => void run(onUndo(step.step))} />
        ) : null}
        {step.state !== 'done' && (
          <Button
            look="first"
            words={mark}
            busy={busy}
            onPress={() => void run(onMark(step.step))}
          />
        )}
      </div>
      <output role="alert">{said && <Text words={said} beside />}</output>
    </div>
  );
}

const MOST = 6;

function Details({ evening, view, step: { step } }: OfStep) {
  const clock = (ms: number): string => wallClock(ms, view.fair.utcOffsetMinutes);
  switch (step) {
    case 'coverage': {
      const { forks } = seenOf(view.coverage, view.nowMs);
      return (
        <>
          <Lines lines={evening.missing.map((station) => missingWords(station, clock))} most={12} />
          {forks > 0 && (
            <p>
              <Text words={words.forks(forks)} beside />
            </p>
          )}
        </>
      );
    }
    case 'employers':
      return (
        <>
          <Named title={words.absent(evening.absent.length)} names={evening.absent} />
          <Named title={words.quiet(evening.quiet.length)} names={evening.quiet} />
        </>
      );
    case 'figures':
      return <KeyFigures view={view} />;
    case 'checks':
    case 'bulletin':
    case 'signature':
      return undefined;
  }
}

function Named({ title, names }: { readonly title: Words; readonly names: readonly string[] }) {
  if (names.length === 0) return undefined;
  return (
    <>
      <h3>
        <Text words={title} beside />
      </h3>
      <Lines lines={names.map((zh) => ({ zh, en: '' }))} most={MOST} />
    </>
  );
}

function Lines({ lines, most }: { readonly lines: readonly Words[]; readonly most: number }) {
  if (lines.length === 0) return undefined;
  return (
    <ul className="evening-lines">
      {lines.slice(0, most).map((line) => (
        <li key={line.zh}>
          <Text words={line} beside />
        </li>
      ))}
      {lines.length > most && (
        <li>
          <Text words={words.more(lines.length - most)} beside />
        </li>
      )}
    </ul>
  );
}

function KeyFigures({ view: { totals, employers, places, digest } }: { readonly view: DayView }) {
  const { figures } = organiserWords;
  const lines: readonly (readonly [Words, number])[] = [
    [figures.attendees, totals.attendees],
    [figures.booths, employers.present],
    [{ zh: '岗位数', en: 'Places' }, places.present],
    [figures.visits, totals.visits],
    ...tapFigures.map((figure) => [figures[figure], totals[figure]] as const),
    [figures.intentPeople, totals.intentPeople],
    [figures.signed, totals.signed],
  ];
  return (
    <>
      <dl className="evening-figures">
        {lines.map(([about, value]) => (
          <div key={about.zh}>
            <dt>
              <Text words={about} />
            </dt>
            <dd>{value.toLocaleString('en-US')}</dd>
          </div>
        ))}
      </dl>
      <p className="quiet">
        <Text words={organiserWords.digest} beside /> <code>{digest.slice(0, 16)}</code>
      </p>
    </>
  );
}
