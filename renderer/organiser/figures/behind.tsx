import { useEffect, useState } from 'react';
import { dayAndHour, wallClock } from '../../../shared/calendar.ts';
import { type Asked, askedSchema, type Behind } from '../../../shared/report/behind.ts';
import type { DayView } from '../../../shared/report/day-view.ts';
import { factWords } from '../../../shared/deeds.ts';
import { ListSheet } from '../../ui/list-sheet.tsx';
import { Text, type Words } from '../../ui/text.tsx';
import './behind.css';
import type { OrganiserAtWork } from '../day.ts';
import { organiserWords as words } from '../words.ts';

export interface BehindFigureProps {
  readonly organiser: OrganiserAtWork;
  readonly view: DayView;
  readonly title: Words;
  readonly counted: Asked['counted'];
  /** Whose figure it is, such as an employer. */
  readonly of?: string;
  readonly onClose: () => void;
}

/** Opens a figure to the facts that it counts, one by one. */
export function BehindFigure({
  organiser,
  view,
  title,
  counted,
  of: whose,
  onClose,
}: BehindFigureProps) {
  const [shown, setShown] = useState<Behind>();
  const { scope } = view;
  // A new list at each drawing, with the same content.
  const asked = JSON.stringify({ scope, counted } satisfies Asked);
  useEffect(() => {
    void organiser.behind(askedSchema.parse(JSON.parse(asked))).then(setShown);
  }, [organiser, asked]);
  const { utcOffsetMinutes } = view.fair;
  const station = (slot: number): string =>
    view.coverage.stations.find((each) => each.slot === slot)?.zh ?? String(slot);
  return (
    <ListSheet
      title={title}
      more={
        <>
          {whose !== undefined && `${whose} `}
          {shown && <b className="behind-value">{shown.value}</b>}
        </>
      }
      close={words.close}
      onClose={onClose}
      head={
        shown &&
        shown.facts.length < shown.value && (
          <p className="quiet">
            <Text words={words.newestFacts(shown.facts.length)} beside />
          </p>
        )
      }
    >
      {!shown && (
        <p>
          <Text words={words.loading} />
        </p>
      )}
      <ul className="behind">
        {shown?.facts.map(({ ref, kind, person, place, atMs, counts, ...fact }, i) => (
          <li key={`${ref} ${i}`}>
            <time>
              {dayAndHour(atMs, utcOffsetMinutes).day.slice(5)} {wallClock(atMs, utcOffsetMinutes)}
            </time>
            <Text words={factWords[kind]} beside />
            <span>{station(fact.station)}</span>
            {place !== null && <code>{place}</code>}
            {person !== null && <code>{person}</code>}
            {counts > 1 && <span>× {counts}</span>}
            <code className="quiet">{ref}</code>
          </li>
        ))}
      </ul>
    </ListSheet>
  );
}
