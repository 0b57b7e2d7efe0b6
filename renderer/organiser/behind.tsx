import { useEffect, useState } from 'react';
import { dayAndHour, wallClock } from '../../shared/calendar.ts';
import type { Asked, Behind, DayView } from '../../shared/contract.ts';
import { Button } from '../ui/button.tsx';
import { Modal } from '../ui/modal.tsx';
import { Text, type Words } from '../ui/text.tsx';
import './behind.css';
import type { OrganiserAtWork } from './day.ts';
import { kindWords, organiserWords as words } from './words.ts';

export interface BehindFigureProps {
  readonly organiser: OrganiserAtWork;
  readonly view: DayView;
  readonly title: Words;
  readonly asked: Omit<Asked, 'scope'>;
  readonly onClose: () => void;
}

/** A figure opens to the facts that it counts, one by one. */
export function BehindFigure({ organiser, view, title, asked, onClose }: BehindFigureProps) {
  const [behind, setBehind] = useState<Behind>();
  const { figure, slice } = asked;
  const { scope } = view;
  useEffect(() => {
    void organiser.behind({ scope, figure, slice }).then(setBehind);
  }, [organiser, scope, figure, slice]);
  const { utcOffsetMinutes } = view.fair;
  const station = (slot: number): string =>
    view.coverage.stations.find((each) => each.slot === slot)?.zh ?? String(slot);
  return (
    <Modal label={title} look="whole" onClose={onClose}>
      <div className="behind">
        <h2>
          <Text words={title} beside /> <code>{slice}</code> {behind && <b>{behind.value}</b>}
        </h2>
        {!behind && (
          <p>
            <Text words={words.loading} />
          </p>
        )}
        {behind && behind.facts.length < behind.value && (
          <p className="quiet">
            <Text words={words.newestFacts(behind.facts.length)} beside />
          </p>
        )}
        <ul>
          {behind?.facts.map(({ ref, kind, person, place, atMs, counts, ...fact }, i) => (
            <li key={`${ref} ${i}`}>
              <time>
                {dayAndHour(atMs, utcOffsetMinutes).day.slice(5)}{' '}
                {wallClock(atMs, utcOffsetMinutes)}
              </time>
              <Text words={kindWords[kind] ?? { zh: kind, en: '' }} beside />
              <span>{station(fact.station)}</span>
              {place !== null && <code>{place}</code>}
              {person !== null && <code>{person}</code>}
              {counts > 1 && <span>× {counts}</span>}
              <code className="quiet">{ref}</code>
            </li>
          ))}
        </ul>
        <Button look="plain" words={words.close} onPress={onClose} />
      </div>
    </Modal>
  );
}
