import { useEffect, useState } from 'react';
import { useStore } from 'zustand';
import { isOpen } from '../../../shared/report/anomalies.ts';
import { type EveningStep, eveningOf } from '../../../shared/report/evening.ts';
import type { CallInput } from '../../../shared/contract/calls.ts';
import { Text, type Words } from '../../ui/text.tsx';
import { eveningWords as words } from './evening-words.ts';
import { EveningSteps } from './evening-steps.tsx';
import { Heading } from './heading.tsx';
import type { AfterwardsPartProps } from './part.ts';

/** The assistant for the evening: what is missing, what looks odd, and the figures that somebody signs. */
export function EveningPart({
  organiser,
  view,
  atWork,
  state,
  go,
  goElsewhere,
}: AfterwardsPartProps) {
  const { anomalies } = useStore(organiser);
  const [name, setName] = useState(() => newestName(state.marks));
  const [said, setSaid] = useState<Words>();
  useEffect(() => void organiser.loadAnomalies(), [organiser]);
  const undecided = anomalies?.anomalies.filter(isOpen).length;
  const evening = eveningOf({ view, marks: state.marks, sticks: state.sticks, undecided });
  const left = evening.steps.filter((step) => step.state !== 'done').length;

  async function keep(step: EveningStep, mark: CallInput<'afterwards.mark'>['mark']) {
    const kept = await atWork.mark({ step, mark });
    setSaid(kept?.ok ? undefined : words.notKept);
  }

  async function onMark(step: EveningStep): Promise<void> {
    const who = name.trim();
    if (who === '') setSaid(words.nameFirst);
    else await keep(step, { digest: view.digest, scope: view.scope, by: who });
  }

  return (
    <section className="evening">
      <div className="evening-top">
        <Heading title={words.title} />
        <p className="evening-left" data-done={left === 0} role="status">
          <Text words={words.left(left)} beside />
        </p>
        <label>
          <Text words={words.name} beside />
          <input
            value={name}
            maxLength={40}
            autoComplete="off"
            onChange={({ currentTarget }) => setName(currentTarget.value)}
          />
        </label>
      </div>
      <output role="alert">{said && <Text words={said} beside />}</output>
      <EveningSteps
        {...{ evening, view, go, goElsewhere, onMark }}
        onUndo={(step) => keep(step, null)}
      />
    </section>
  );
}

/** The same person does one step after the other. */
function newestName(marks: AfterwardsPartProps['state']['marks']): string {
  return (
    Object.values(marks)
      .toSorted((a, b) => a.atMs - b.atMs)
      .at(-1)?.by ?? ''
  );
}
