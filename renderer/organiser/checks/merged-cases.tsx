import { useEffect } from 'react';
import { useStore } from 'zustand';
import { dayAndHour, wallClock } from '../../../shared/calendar.ts';
import type { DayView } from '../../../shared/report/day-view.ts';
import { factWords } from '../../../shared/deeds.ts';
import { Text } from '../../ui/text.tsx';
import type { OrganiserAtWork } from '../day.ts';
import { mergedWhy, organiserWords as words } from '../words.ts';

export interface MergedCasesProps {
  readonly organiser: OrganiserAtWork;
  readonly view: DayView;
}

/** Every duplicate that counts once: which stations, when, and why they are one. */
export function MergedCases({ organiser, view }: MergedCasesProps) {
  const { merged } = useStore(organiser);
  useEffect(() => void organiser.loadMerged(), [organiser]);
  const { utcOffsetMinutes } = view.fair;
  const nameOf = (slot: number): string =>
    view.coverage.stations.find((station) => station.slot === slot)?.zh ?? String(slot);
  return (
    <section data-testid="merged">
      <h2>
        <Text words={words.mergedTitle} />
      </h2>
      {!merged && (
        <p>
          <Text words={words.loading} />
        </p>
      )}
      {merged?.cases.length === 0 && (
        <p>
          <Text words={words.mergedNone} />
        </p>
      )}
      {merged && merged.cases.length > 0 && (
        <p className="quiet">
          <Text words={words.mergedCount(merged.people)} beside />
          <Text words={words.mergedFirst(merged.cases.length)} beside />
        </p>
      )}
      <ol className="cases">
        {merged?.cases.map(({ person, why, facts }) => (
          <li key={`${person} ${why} ${facts[0]?.ref}`}>
            <p>
              <code>{person}</code> <Text words={mergedWhy[why]} beside />
            </p>
            <ul>
              {facts.map(({ ref, station, kind, place, atMs }) => (
                <li key={ref}>
                  <time>
                    {dayAndHour(atMs, utcOffsetMinutes).day.slice(5)}{' '}
                    {wallClock(atMs, utcOffsetMinutes)}
                  </time>
                  <span>{nameOf(station)}</span>
                  <Text words={factWords[kind]} beside />
                  {place !== null && <code>{place}</code>}
                </li>
              ))}
            </ul>
          </li>
        ))}
      </ol>
    </section>
  );
}
