import { use, useEffect, useState } from 'react';
import { useStore } from 'zustand';
import { dayAndHour } from '../../../shared/calendar.ts';
import type { HubView } from '../../../shared/contract/hub.ts';
import type { Delivery } from '../../../shared/contract/people-delivery.ts';
import type { PrintsMade } from '../../../shared/contract/prints.ts';
import type { Checklist } from '../../../shared/report/checklist.ts';
import type { DayView } from '../../../shared/report/day-view.ts';
import type { Client } from '../../link/client.ts';
import { Button } from '../../ui/button.tsx';
import { Text, type Words } from '../../ui/text.tsx';
import type { SetUpPartProps } from '../set-up/set-up-part.ts';
import { checklistWords } from '../set-up/set-up-words.ts';
import { KeysHere } from '../keys/with-keys.ts';
import './morning.css';
import { type MorningStep, morningSteps, type Place } from './steps.ts';
import { morningWords as words, ownStepWords, placeWords } from './words.ts';

/** How often it is looked at while the machines come up. */
const LOOK_AGAIN_MS = 5_000;

interface Seen {
  readonly delivery: Delivery | undefined;
  readonly made: PrintsMade | undefined;
  readonly hub: HubView | undefined;
}

/** The assistant for the day before and the morning: each step with its state, and the way to where it is done. */
export function Morning({ organiser, atWork, setUp, go, goElsewhere }: SetUpPartProps) {
  const { checklist, view } = useStore(organiser);
  const askForKeys = use(KeysHere);
  const seen = useSeen(atWork.client, organiser);
  if (!checklist || !seen) return undefined;
  const steps = morningSteps({ ...seen, checklist, keysOpen: setUp.open !== null });
  function onGo(place: Place): void {
    if ('keys' in place) void askForKeys();
    else if ('page' in place) goElsewhere(place.page);
    else go(place.part);
  }
  const before = <Steps title={words.before} steps={steps.before} onGo={onGo} />;
  const morning = <Steps title={words.morning} steps={steps.morning} onGo={onGo} />;
  // On a day of the fair, what waits for the doors comes first.
  const first = isToday(checklist, view) ? morning : before;
  return (
    <div className="morning">
      {first}
      {first === morning ? before : morning}
    </div>
  );
}

function isToday(checklist: Checklist, view: DayView | undefined): boolean {
  const days = checklist.find(({ about }) => about === 'days')?.names ?? [];
  return (
    view !== undefined && days.includes(dayAndHour(view.nowMs, view.fair.utcOffsetMinutes).day)
  );
}

/** What the station says now, and again and again while the page is open. */
function useSeen(client: Client, organiser: SetUpPartProps['organiser']): Seen | undefined {
  const [seen, setSeen] = useState<Seen>();
  useEffect(() => {
    let timer: ReturnType<typeof setTimeout> | undefined;
    let gone = false;
    async function look(): Promise<void> {
      const [delivery, made, hub] = await Promise.all([
        client.call('people.delivery', {}).catch(() => undefined),
        client.call('prints.made', {}).catch(() => undefined),
        client.call('hub.state', {}).catch(() => undefined),
        organiser.loadChecklist(),
      ]);
      if (gone) return;
      setSeen({ delivery, made, hub });
      timer = setTimeout(() => void look(), LOOK_AGAIN_MS);
    }
    void look();
    return () => {
      gone = true;
      clearTimeout(timer);
    };
  }, [client, organiser]);
  return seen;
}

interface StepsProps {
  readonly title: Words;
  readonly steps: readonly MorningStep[];
  readonly onGo: (place: Place) => void;
}

function Steps({ title, steps, onGo }: StepsProps) {
  const left = steps.filter(({ well }) => well === false).length;
  return (
    <section className="morning-steps">
      <h2>
        <Text words={title} beside />{' '}
        <small data-done={left === 0}>
          <Text words={left === 0 ? words.done : words.left(left)} beside />
        </small>
      </h2>
      <ul>
        {steps.map((step) => (
          <li key={step.step} data-well={step.well === null ? 'maybe' : step.well}>
            <span className="morning-mark" aria-hidden="true">
              {step.well === null ? '○' : step.well ? '✓' : '！'}
            </span>
            <span>
              <Text words={stepWords(step)} beside />
              {step.well === null && (
                <span className="quiet">
                  <Text words={words.mayBe} beside />
                </span>
              )}
            </span>
            {step.place && <Way place={step.place} well={step.well} onGo={onGo} />}
          </li>
        ))}
      </ul>
    </section>
  );
}

interface WayProps extends Pick<StepsProps, 'onGo'> {
  readonly place: Place;
  readonly well: boolean | null;
}

const Way = ({ place, well, onGo }: WayProps) => (
  <Button
    look={well === false ? 'second' : 'plain'}
    words={placeWords(place)}
    onPress={() => onGo(place)}
  />
);

function stepWords(step: MorningStep): Words {
  if (step.item) return checklistWords[step.item.about](step.item);
  const { well, not } = ownStepWords[step.step];
  return step.well ? well : not;
}
