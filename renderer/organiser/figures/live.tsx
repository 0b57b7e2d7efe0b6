import { type ComponentType, useState } from 'react';
import { answerNames, isOnLive, type LiveAnswer } from '../../../shared/answers.ts';
import { tapFigures } from '../../../shared/deeds.ts';
import { kindOfFair } from '../../../shared/fair-kinds.ts';
import { placesPerSeeker } from '../../../shared/report/day-words.ts';
import { conversionOf } from '../../../shared/report/conversion.ts';
import { hoursOf } from '../../../shared/report/hours.ts';
import { figures } from '../../../shared/tally/figures.ts';
import type { DayView } from '../../../shared/report/day-view.ts';
import { provenanceWords } from '../../../shared/words/provenance-words.ts';
import { Text, type Words } from '../../ui/text.tsx';
import { BarChart } from './bar-chart.tsx';
import { BehindFigure } from './behind.tsx';
import type { OrganiserAtWork } from '../day.ts';
import './live.css';
import { liveLines } from './on-live.ts';
import { organiserWords as words } from '../words.ts';

const keyFigures = [
  'attendees',
  'visits',
  ...tapFigures,
  'intentPeople',
  'signed',
  'booths',
] as const;
type Shown = (typeof keyFigures)[number];

/** The day at a glance, from two metres away. */
export function Live({ organiser, view }: { organiser: OrganiserAtWork; view: DayView }) {
  const [opened, setOpened] = useState<Shown>();
  const { totals, hours, employers, places, some } = view;
  const offered = places.present + some.present > 0 ? 'present' : 'all';
  const last = hours.at(-1);
  const conversion = conversionOf(view);
  const byHour = hoursOf(view);
  const more: Partial<Record<Shown, Words | undefined>> = {
    attendees: totals.anonymous > 0 ? words.anonymous(totals.anonymous) : undefined,
    visits: words.visitors(totals.visitors),
    intentPeople: words.pairs(totals.intents),
    booths: words.ofAll(employers.all),
  };
  return (
    <div className="live">
      <dl className="key-figures">
        {keyFigures.map((figure) => (
          <KeyFigure key={figure} {...{ figure, view }} more={more[figure]} onOpen={setOpened} />
        ))}
      </dl>
      <ul className="ratios">
        {last && (
          <li>
            <Text words={words.lastHour} />
            <b>{last.hour}:00</b>
            <Text words={words.entriesThen(last.entries)} beside />
          </li>
        )}
        <li>
          <Text words={words.conversion} />
          <b>{conversion.percent === undefined ? '–' : `${conversion.percent}%`}</b>
          <Text words={words.converted(conversion)} beside />
        </li>
        <li>
          <Text words={words.perSeeker} />
          <b>{placesPerSeeker(view) ?? '–'}</b>
          <Text words={words.places(places[offered], some[offered])} beside />
        </li>
      </ul>
      {byHour !== 'shown' ? (
        <p className="live-nothing">
          <Text words={words.noHours[byHour]} />
        </p>
      ) : (
        <section className="live-hours">
          <BarChart
            title={words.hours}
            first={words.hour}
            rows={hours.map(({ hour }) => `${hour}:00`)}
            series={(['attendees', 'visits', ...tapFigures, 'intents'] as const).map((name) => ({
              name: words.series[name],
              values: hours.map((each) => each[name]),
            }))}
          />
        </section>
      )}
      {answerNames.filter(isOnLive).map((name) => {
        const Section = sections[name];
        return <Section key={name} view={view} />;
      })}
      {opened && (
        <BehindFigure
          organiser={organiser}
          view={view}
          title={named(opened, view)}
          counted={[{ figure: opened, slices: [''] }]}
          onClose={() => setOpened(undefined)}
        />
      )}
    </div>
  );
}

/** Uses the word for people at a fair of this kind. */
const named = (figure: Shown, { fair }: DayView): Words =>
  figure === 'attendees' ? words.here(kindOfFair(fair).seekers) : words.figures[figure];

interface KeyFigureProps {
  readonly figure: Shown;
  readonly view: DayView;
  readonly more?: Words | undefined;
  readonly onOpen: (figure: Shown) => void;
}

function KeyFigure({ figure, view, more, onOpen }: KeyFigureProps) {
  return (
    <div>
      <dt>
        <Text words={named(figure, view)} />
      </dt>
      <dd>
        <button type="button" title={words.behind.zh} onClick={() => onOpen(figure)}>
          <b>{view.totals[figure].toLocaleString('en-US')}</b>{' '}
          <span>{words.units[figures[figure].unit]}</span>
        </button>
        {more && (
          <small>
            <Text words={more} beside />
          </small>
        )}
      </dd>
    </div>
  );
}

const sections: Readonly<Record<LiveAnswer, ComponentType<{ view: DayView }>>> = {
  trades: Trades,
  groups: Groups,
};

function Trades({ view }: { view: DayView }) {
  const lines = liveLines.trades(view);
  return (
    <section className="live-trades">
      <BarChart
        title={words.trades}
        first={words.trade}
        lying
        rows={lines.map(({ name }) => name.zh)}
        series={[
          { name: words.series.seekers, values: lines.map(({ people }) => people) },
          { name: words.series.places, values: lines.map(({ places }) => places) },
        ]}
      />
    </section>
  );
}

function Groups({ view }: { view: DayView }) {
  const { groups } = view;
  const sources = groups.from.filter(({ people }) => people > 0);
  return (
    <section className="live-groups">
      <h2>
        <Text words={words.groups} beside />
      </h2>
      <p>
        <b>{groups.people}</b> {words.units.persons} <Text words={words.groupsOnce} beside />
      </p>
      <ul>
        {liveLines.groups(view).map(({ code, name, people }) => (
          <li key={code}>
            <Text words={name} beside />
            <b>{people}</b>
          </li>
        ))}
      </ul>
      <p className="quiet">
        {sources.map(({ from, people }) => (
          <span key={from}>
            <Text words={provenanceWords[from].ofMany} beside /> {people}
          </span>
        ))}
      </p>
    </section>
  );
}
