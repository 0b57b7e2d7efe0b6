import { type ReactNode, useEffect, useState } from 'react';
import { useStore } from 'zustand';
import { wallClock } from '../../shared/calendar.ts';
import { coverageWords, isWhole, seenOf } from '../../shared/report/coverage.ts';
import type { DayView } from '../../shared/report/day-view.ts';
import { HelpKey } from '../ui/help-key.tsx';
import { Text } from '../ui/text.tsx';
import { useTurn } from '../ui/turn.ts';
import type { AfterwardsAtWork } from './afterwards/afterwards.ts';
import { AfterwardsPage } from './afterwards/afterwards-page.tsx';
import { Alerts } from './checks/alerts.tsx';
import { AuditPage } from './audit-page.tsx';
import { Breakdowns } from './figures/breakdowns.tsx';
import { Bulletin } from './bulletin/bulletin.tsx';
import { Checks } from './checks/checks.tsx';
import { Conversions } from './figures/conversions.tsx';
import type { OrganiserAtWork } from './day.ts';
import { DesksTable } from './figures/desks-table.tsx';
import { Employers } from './figures/employers.tsx';
import { Exports } from './exports.tsx';
import { Live } from './figures/live.tsx';
import './organiser.css';
import { PrintedReport } from './printed-report.tsx';
import { Returns } from './figures/returns.tsx';
import type { SeasonAtWork } from './season/season.ts';
import { SeasonPage } from './season/season-page.tsx';
import type { SetUpAtWork } from './set-up/set-up.ts';
import { SetUpPage } from './set-up/set-up-page.tsx';
import { Stations } from './stations.tsx';
import { organiserWords as words } from './words.ts';

const pages = [
  'setUp',
  'live',
  'employers',
  'breakdowns',
  'stations',
  'checks',
  'bulletin',
  'returns',
  'exports',
  'afterwards',
  'season',
  'audit',
] as const;
type PageName = (typeof pages)[number];

/** What somebody who only looks has no part in. */
const changes: ReadonlySet<PageName> = new Set(['returns', 'exports', 'audit']);

export interface OrganiserProps {
  readonly organiser: OrganiserAtWork;
  /** The page is at the server, which answers calls that a station does not. */
  readonly atServer: boolean;
  /** False for an account that only looks. */
  readonly mayChange?: boolean;
  /** Only at an organiser's station, which sets up the fair. */
  readonly setUp?: SetUpAtWork;
  /** Only there, too: it signs. */
  readonly season?: SeasonAtWork;
  /** And its evening: what opens people's boxes has the keys. */
  readonly afterwards?: AfterwardsAtWork;
  /** The page that is shown first. */
  readonly begins?: PageName;
  /** Above the list of stations: what only an organiser's station has. */
  readonly aboveStations?: ReactNode;
  /** The way in for staff at a station, or the way out at the server. */
  readonly children?: ReactNode;
}

/** The organiser's page: what happened, its coverage, and the exports. */
export function Organiser(props: OrganiserProps) {
  const { organiser, atServer, mayChange = true, setUp, season, afterwards } = props;
  const { aboveStations, begins = 'live', children } = props;
  const { view, trouble } = useStore(organiser);
  const [page, setPage] = useState<PageName>(begins);
  useEffect(() => organiser.begin(), [organiser]);
  /** Pages that only an organiser's station has. */
  const isHere: Readonly<Partial<Record<PageName, boolean>>> = {
    season: season !== undefined,
    afterwards: afterwards !== undefined,
  };

  return (
    <div className="organiser-face">
      <header className="organiser-top">
        <h1>{view && <Text words={{ zh: view.fair.zh, en: '' }} />}</h1>
        <nav aria-label={words.organiser.zh}>
          {pages
            .filter((each) => isHere[each] ?? (mayChange || !changes.has(each)))
            .map((each) => (
              <button
                key={each}
                type="button"
                aria-current={page === each ? 'page' : undefined}
                onClick={() => setPage(each)}
              >
                <Text words={words.tabs[each]} />
              </button>
            ))}
        </nav>
        <div className="organiser-end">{children}</div>
      </header>
      {trouble === 'unanswered' && (
        <p className="organiser-trouble" role="alert">
          <Text words={words.unanswered} beside />
        </p>
      )}
      {view ? (
        <>
          <SeenLine view={view} organiser={organiser} />
          <Page name={page} scope={view.scope}>
            {shown(page, view, {
              organiser,
              atServer: atServer && mayChange,
              atStation: !atServer,
              aboveStations,
              ...(setUp && { setUp }),
              ...(season && { season }),
              ...(afterwards && { afterwards }),
              goElsewhere: setPage,
            })}
          </Page>
        </>
      ) : (
        <p className="organiser-waiting">
          <Text words={words.loading} />
        </p>
      )}
    </div>
  );
}

interface PageProps {
  readonly name: PageName;
  readonly scope: string;
  readonly children: ReactNode;
}

function Page({ name, scope, children }: PageProps) {
  const turn = useTurn<HTMLElement>(`${name} ${scope}`);
  return (
    // So that a keyboard can scroll it.
    // oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex
    <main ref={turn} className="organiser-page" data-testid={name} tabIndex={0}>
      {children}
    </main>
  );
}

function shown(
  page: PageName,
  view: DayView,
  props: Omit<OrganiserProps, 'children'> & {
    readonly atStation: boolean;
    readonly goElsewhere: (page: PageName) => void;
  },
) {
  const { organiser, atServer, atStation, setUp, season, afterwards, goElsewhere } = props;
  const { aboveStations } = props;
  switch (page) {
    case 'setUp':
      return <SetUpPage {...{ organiser, goElsewhere }} atWork={setUp} />;
    case 'live':
      return (
        <>
          <Alerts view={view} most={4} />
          <Live organiser={organiser} view={view} />
          <Conversions view={view} />
          <DesksTable view={view} />
        </>
      );
    case 'employers':
      return <Employers {...{ organiser, view, atStation }} />;
    case 'breakdowns':
      return <Breakdowns organiser={organiser} view={view} />;
    case 'stations':
      return (
        <>
          {aboveStations}
          <Stations {...{ organiser, view, atServer, setUp }} />
        </>
      );
    case 'checks':
      return <Checks organiser={organiser} view={view} />;
    case 'bulletin':
      return <Bulletin organiser={organiser} view={view} atServer={atServer} />;
    case 'returns':
      return <Returns organiser={organiser} view={view} />;
    case 'exports':
      return <Exports organiser={organiser} view={view} />;
    case 'afterwards':
      return (
        afterwards && (
          <>
            <AfterwardsPage {...{ organiser, view, goElsewhere }} atWork={afterwards} />
            <PrintedReport view={view} />
          </>
        )
      );
    case 'season':
      return season && <SeasonPage atWork={season} />;
    case 'audit':
      return <AuditPage organiser={organiser} />;
  }
}

/** On every page: the chosen day, and the coverage of its figures. */
function SeenLine({ view, organiser }: { view: DayView; organiser: OrganiserAtWork }) {
  const seen = seenOf(view.coverage, view.nowMs);
  const clock = (ms: number): string => wallClock(ms, view.fair.utcOffsetMinutes);
  return (
    <section className="seen-line" data-whole={isWhole(seen)} aria-label={words.seen.zh}>
      <div className="scopes" role="group" aria-label={words.whole.zh}>
        {view.scopes.map((scope) => (
          <button
            key={scope}
            type="button"
            aria-pressed={scope === view.scope}
            onClick={() => organiser.choose(scope)}
          >
            {scope === 'all' ? <Text words={words.whole} beside /> : scope}
          </button>
        ))}
      </div>
      <p role="status">
        <Text words={coverageWords(seen, clock)} />
      </p>
      <time>{clock(view.nowMs)}</time>
      <HelpKey />
    </section>
  );
}
