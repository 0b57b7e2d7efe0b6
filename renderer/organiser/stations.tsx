import { type ReactNode, useState } from 'react';
import { wallClock } from '../../shared/calendar.ts';
import { type Completeness, completenessOf } from '../../shared/report/coverage.ts';
import type { PeopleHeld } from '../../shared/contract/people-delivery.ts';
import type { DayView } from '../../shared/report/day-view.ts';
import { Text } from '../ui/text.tsx';
import { useTurn } from '../ui/turn.ts';
import { Alerts } from './checks/alerts.tsx';
import type { OrganiserAtWork } from './day.ts';
import { Equipment } from './equipment.tsx';
import { deliveryWords } from './delivery/delivery-words.ts';
import { machineWords } from './machines/machine-words.ts';
import type { MachineParts } from './machines/machine-parts.ts';
import { MachineCell, MachinesLine } from './machines/machines.tsx';
import { useMachines } from './machines/machines-now.ts';
import { usePeopleHeld } from './machines/people-held.ts';
import type { SetUpAtWork } from './set-up/set-up.ts';
import './stations.css';
import { organiserWords as words, standingWords } from './words.ts';

export interface StationsProps {
  readonly organiser: OrganiserAtWork;
  readonly view: DayView;
  readonly atServer: boolean;
  /** At an organiser's station: who joins, is replaced or revoked. */
  readonly setUp?: SetUpAtWork | undefined;
}

/** Which stations have reported, and what is known to be missing; a silent one is unknown. */
export function Stations(props: StationsProps) {
  const { setUp } = props;
  return setUp ? (
    <WithMachines atWork={setUp}>{(parts) => <List {...props} parts={parts} />}</WithMachines>
  ) : (
    <List {...props} parts={undefined} />
  );
}

type Parts = MachineParts & { readonly people: ReadonlyMap<number, PeopleHeld> };
type ListProps = StationsProps & { readonly parts: Parts | undefined };

function List({ organiser, view, atServer, parts }: ListProps) {
  const { coverage, fair, nowMs } = view;
  const columns = words.stationColumns;
  return (
    <>
      {coverage.forks.map(({ slot, incarnation, facts }) => (
        <p key={`${slot}.${incarnation}`} className="organiser-trouble" role="alert">
          <Text words={words.forked(slot, facts)} />
        </p>
      ))}
      <Alerts view={view} most={Infinity} />
      {parts && <MachinesLine {...parts} />}
      <table>
        <thead>
          <tr>
            <th scope="col">
              <Text words={columns.station} />
            </th>
            <th scope="col">
              <Text words={columns.standing} />
            </th>
            <th scope="col" className="number">
              <Text words={columns.heard} />
            </th>
            <th scope="col" className="number">
              <Text words={columns.counted} />
            </th>
            <th scope="col" className="number">
              <Text words={columns.missing} />
            </th>
            <th scope="col">
              <Text words={columns.equipment} />
            </th>
            {parts && (
              <th scope="col">
                <Text words={machineWords.column} />
              </th>
            )}
          </tr>
        </thead>
        <tbody>
          {coverage.stations
            .filter(({ role }) => role !== 'wall')
            .map((station) => {
              const { slot, zh, en, heardMs, acked, proven, waiting } = station;
              const standing = completenessOf(station, nowMs);
              const missing = (waiting ?? 0) + Math.max(0, acked - proven);
              return (
                <tr key={slot}>
                  <td className="station">
                    <Text words={{ zh: `${slot}\u00a0·\u00a0${zh}`, en }} beside />
                  </td>
                  <td>
                    <div className="station-state">
                      <span className="standing" data-standing={standing}>
                        <Text words={standingWords[standing]} beside />
                      </span>
                      {atServer && <Aside organiser={organiser} slot={slot} standing={standing} />}
                    </div>
                  </td>
                  <td className="number">
                    {heardMs === null ? '–' : wallClock(heardMs, fair.utcOffsetMinutes)}
                  </td>
                  <td className="number">{proven}</td>
                  <td className="number">
                    {standing === 'silent' || standing === 'never' ? (
                      <>
                        {missing > 0 && `≥ ${missing} `}
                        <Text words={words.unknown} beside />
                      </>
                    ) : (
                      missing
                    )}
                  </td>
                  <td>
                    <Equipment condition={station.condition} />
                    <People held={parts?.people.get(slot)} />
                  </td>
                  {parts && (
                    <td>
                      <MachineCell {...parts} slot={slot} />
                    </td>
                  )}
                </tr>
              );
            })}
        </tbody>
      </table>
    </>
  );
}

interface WithMachinesProps {
  readonly atWork: SetUpAtWork;
  readonly children: (parts: Parts | undefined) => ReactNode;
}

function WithMachines({ atWork, children }: WithMachinesProps) {
  const { now, look } = useMachines(atWork.client);
  const people = usePeopleHeld(atWork.client);
  return children(now && { atWork, machines: now, people, onDone: look });
}

/** At an entrance that was heard, once there are lists of registered people: whether it has them. */
function People({ held }: { readonly held: PeopleHeld | undefined }) {
  if (held === undefined || held === 'unheard') return undefined;
  return (
    <p className="station-people" data-well={held === 'newest'}>
      <Text words={deliveryWords.atStation[held]} beside />
    </p>
  );
}

interface AsideProps {
  readonly organiser: OrganiserAtWork;
  readonly slot: number;
  readonly standing: Completeness;
}

/** Puts a slot aside, or waits for it again. A double tap must not do both. */
function Aside({ organiser, slot, standing }: AsideProps) {
  const [busy, setBusy] = useState(false);
  const turn = useTurn<HTMLSpanElement>(`${slot} ${standing}`);
  async function set(unused: boolean): Promise<void> {
    setBusy(true);
    await organiser.setUnused(slot, unused);
    setBusy(false);
  }
  return (
    <span ref={turn}>
      {(standing === 'never' || standing === 'unused') && (
        <button
          type="button"
          className="aside"
          aria-busy={busy}
          onClick={() => {
            if (!busy) void set(standing === 'never');
          }}
        >
          <Text words={standing === 'never' ? words.unused : words.used} beside />
        </button>
      )}
    </span>
  );
}
