import { useEffect, useState } from 'react';
import type { DraftOnPage, NewFairState } from '../../shared/contract/new-fair.ts';
import {
  faultsAt,
  newFairSteps,
  type NewFairStep,
  stepBeside,
  stepToShow,
} from '../../shared/new-fair/draft.ts';
import { stationsOf } from '../../shared/new-fair/fair-of-draft.ts';
import type { Client } from '../link/client.ts';
import { Ask } from '../ui/ask.tsx';
import { Button } from '../ui/button.tsx';
import { Emblem } from '../ui/emblem.tsx';
import { HelpKey } from '../ui/help-key.tsx';
import { CheckIcon } from '../ui/icons.tsx';
import { Title } from '../ui/screen.tsx';
import { Text, type Words } from '../ui/text.tsx';
import { useTurn } from '../ui/turn.ts';
import { useEnter } from './enter-key.ts';
import './new-fair.css';
import { StepCheck } from './step-check.tsx';
import { StepDays } from './step-days.tsx';
import { StepDesks } from './step-desks.tsx';
import { StepEmployers } from './step-employers.tsx';
import { StepFair } from './step-fair.tsx';
import { StepHall } from './step-hall.tsx';
import { StepPassphrase } from './step-passphrase.tsx';
import { faultWords, keepFaultWords, newFairWords as words, stepWords } from './words.ts';

export interface NewFairProps {
  readonly client: Client;
  /** To the first screen; what is filled in is kept. */
  readonly onBack: () => void;
}

/** The assistant that makes a fair: each step is kept, so that it can be left and gone on with. */
export function NewFair({ client, onBack }: NewFairProps) {
  const [state, setState] = useState<NewFairState>();
  const [said, setSaid] = useState<Words>();
  const [busy, setBusy] = useState(false);
  const [asking, setAsking] = useState(false);
  const [place, setPlace] = useState<Element | null>(null);
  useEffect(() => {
    client.call('newfair.state', {}).then(
      (kept) =>
        setState({ ...kept, draft: { ...kept.draft, at: stepToShow(kept.draft, kept.today) } }),
      () => setSaid(words.unanswered),
    );
  }, [client]);

  function change(part: Partial<DraftOnPage>): void {
    setSaid(undefined);
    setState((before) => before && { ...before, draft: { ...before.draft, ...part } });
  }

  /** Whether it is on disk. */
  async function keep(next: NewFairState): Promise<boolean> {
    setBusy(true);
    const withFormer = next.former !== null;
    const kept = await client
      .call('newfair.keep', { draft: next.draft, withFormer })
      .catch(() => undefined);
    setBusy(false);
    if (kept?.ok) setState(next);
    else setSaid(kept ? keepFaultWords(kept.fault.kind) : words.unanswered);
    return kept?.ok === true;
  }

  async function go(at: NewFairStep): Promise<void> {
    setSaid(undefined);
    if (state) await keep({ ...state, draft: { ...state.draft, at } });
  }

  async function next(): Promise<void> {
    const after = state && stepBeside(state.draft.at, 1);
    if (!state || !after) return;
    const [fault] = faultsAt(state.draft, state.draft.at, state.today);
    if (fault) setSaid(faultWords[fault]);
    else await go(after);
  }

  async function leave(): Promise<void> {
    if (!state || (await keep(state))) onBack();
  }

  async function forget(): Promise<void> {
    const forgotten = await client.call('newfair.forget', {}).catch(() => undefined);
    if (forgotten?.ok) setState(forgotten.value);
    else setSaid(forgotten ? keepFaultWords(forgotten.fault.kind) : words.unanswered);
    setAsking(false);
  }

  const at = state?.draft.at ?? 'fair';
  const turn = useTurn<HTMLElement>(at);
  useEnter(turn, () => void next());
  const before = stepBeside(at, -1);
  return (
    <div className="new-fair" data-testid="new-fair">
      <header className="new-fair-top">
        <Emblem />
        <h2>
          <Text words={words.title} beside />
        </h2>
        {state && <Steps state={state} onGo={(step) => void go(step)} />}
        <div className="new-fair-leave">
          <HelpKey />
          <Button look="plain" words={words.leave} busy={busy} onPress={() => void leave()} />
          <button type="button" onClick={() => setAsking(true)}>
            <Text words={words.again} beside />
          </button>
        </div>
      </header>
      <main ref={turn} className="new-fair-step">
        {state ? (
          <>
            <Title key={at} words={stepWords[at].title} />
            <Step {...{ client, state, change, setState, place, onGo: (step) => void go(step) }} />
          </>
        ) : (
          <p>
            <Text words={said ?? words.loading} beside />
          </p>
        )}
      </main>
      <footer className="new-fair-ways">
        <Button
          words={words.back}
          disabled={!before || busy}
          onPress={() => before && void go(before)}
        />
        <output role="alert">{state && said && <Text words={said} beside />}</output>
        <div ref={setPlace}>
          {stepBeside(at, 1) && (
            <Button look="first" words={words.next} busy={busy} onPress={() => void next()} />
          )}
        </div>
      </footer>
      {asking && (
        <Ask
          title={words.againAsk}
          yes={words.again}
          no={words.keep}
          onYes={forget}
          onNo={() => setAsking(false)}
        >
          <p>
            <Text words={words.againMore} />
          </p>
        </Ask>
      )}
    </div>
  );
}

interface StepsProps {
  readonly state: NewFairState;
  readonly onGo: (step: NewFairStep) => void;
}

/** Where the clerk is; what is behind can be tapped, and what is whole up to here. */
function Steps({ state: { draft, today }, onGo }: StepsProps) {
  const here = newFairSteps.indexOf(draft.at);
  const lacks = newFairSteps.findIndex((step) => faultsAt(draft, step, today).length > 0);
  const reach = lacks === -1 ? newFairSteps.length : lacks;
  return (
    <ol className="new-fair-steps">
      {newFairSteps.map((step, i) => (
        <li key={step} data-at={i < here ? 'done' : i === here ? 'here' : 'ahead'}>
          <button
            type="button"
            aria-current={i === here ? 'step' : undefined}
            disabled={i > here && i > reach}
            onClick={() => onGo(step)}
          >
            <span>{i < here ? <CheckIcon /> : i + 1}</span>
            <Text words={stepWords[step].name} />
          </button>
        </li>
      ))}
      <li className="new-fair-total">
        <Text words={words.total(stationsOf(draft).length)} />
      </li>
    </ol>
  );
}

interface StepShownProps extends StepsProps {
  readonly client: Client;
  readonly change: (part: Partial<DraftOnPage>) => void;
  readonly setState: (state: NewFairState) => void;
  readonly place: Element | null;
}

function Step({ client, state, change, setState, place, onGo }: StepShownProps) {
  const props = { client, state, change };
  switch (state.draft.at) {
    case 'fair':
      return <StepFair {...props} onState={setState} />;
    case 'days':
      return <StepDays {...props} />;
    case 'hall':
      return <StepHall {...props} />;
    case 'desks':
      return <StepDesks {...props} />;
    case 'employers':
      return (
        <>
          <p className="new-fair-more">
            <Text words={words.employersMore} />
          </p>
          <StepEmployers {...props} onDropFormer={() => setState({ ...state, former: null })} />
        </>
      );
    case 'check':
      return (
        <>
          <p className="new-fair-more">
            <Text words={words.checkMore} />
          </p>
          <StepCheck {...props} onGo={onGo} />
        </>
      );
    case 'passphrase':
      return (
        <>
          <p className="new-fair-more">
            <Text words={words.why} />
          </p>
          <StepPassphrase {...props} place={place} />
        </>
      );
  }
}
