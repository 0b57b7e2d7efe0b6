import { useState } from 'react';
import { tapFigures } from '../../../shared/deeds.ts';
import { byName } from '../../../shared/names/find.ts';
import type { DayView, EmployerLine } from '../../../shared/report/day-view.ts';
import { Find, useFinder } from '../../ui/find.tsx';
import { Text } from '../../ui/text.tsx';
import { BehindFigure } from './behind.tsx';
import type { OrganiserAtWork } from '../day.ts';
import './employers.css';
import { MarkAll, Presence, useMarking } from './presence.tsx';
import { organiserWords as words } from '../words.ts';

const sortable = ['visits', ...tapFigures, 'intents', 'signed', 'places'] as const;
/** Each opens to its facts. */
const opening = ['visits', 'visitors', ...tapFigures, 'intents', 'signed'] as const;
type Opened = (typeof opening)[number];
type By = (typeof sortable)[number] | 'booth' | 'employer';

export interface EmployersProps {
  readonly organiser: OrganiserAtWork;
  readonly view: DayView;
  /** A station writes facts: there it can be marked who has come. */
  readonly atStation: boolean;
}

/** Each employer's day; marks those who are here and have no visitors. */
export function Employers({ organiser, view, atStation }: EmployersProps) {
  const { byEmployer } = view;
  const marking = useMarking(organiser, view, atStation);
  const [opened, setOpened] = useState<{ figure: Opened; booth: string; employer: string }>();
  const [find, setFind] = useState('');
  const [order, setOrder] = useState<By>('booth');
  const columns = words.employerColumns;
  const finds = useFinder(find);
  const found = byEmployer
    .filter(({ booth, employer, posts }) => finds(booth, employer, ...posts))
    .toSorted((a, b) =>
      order === 'booth' || order === 'employer' ? byName(a[order], b[order]) : b[order] - a[order],
    );
  const opens = (line: EmployerLine, figure: Opened) =>
    line[figure] === 0 ? (
      0
    ) : (
      <button
        type="button"
        className="opens"
        title={words.behind.zh}
        onClick={() => setOpened({ figure, booth: line.booth, employer: line.employer })}
      >
        {line[figure]}
      </button>
    );
  return (
    <>
      {opened && (
        <BehindFigure
          organiser={organiser}
          view={view}
          title={columns[opened.figure]}
          counted={[{ figure: opened.figure, slices: [`booth:${opened.booth}`] }]}
          of={`${opened.booth} ${opened.employer}`}
          onClose={() => setOpened(undefined)}
        />
      )}
      <div className="tools">
        <Find words={words.find} value={find} onChange={setFind} />
        <div className="pick" role="group" aria-label={words.sortBy.zh}>
          <Text words={words.sortBy} beside />
          <div className="pick-choices">
            {(['booth', 'employer', ...sortable] as const).map((each) => (
              <button
                key={each}
                type="button"
                aria-pressed={order === each}
                onClick={() => setOrder(each)}
              >
                <Text words={columns[each]} beside />
              </button>
            ))}
          </div>
        </div>
      </div>
      {marking && <MarkAll lines={found} marking={marking} />}
      {found.length === 0 ? (
        <p>
          <Text words={words.nobodyFound} />
        </p>
      ) : (
        <table className="employers-table">
          <thead>
            <tr>
              {(['booth', 'employer'] as const).map((column) => (
                <th key={column} scope="col">
                  <Text words={columns[column]} />
                </th>
              ))}
              {(['places', ...opening, 'paper'] as const).map((column) => (
                <th key={column} scope="col" className="number">
                  <Text words={columns[column]} />
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {found.map((line) => (
              <tr key={line.booth}>
                <td>
                  <code>{line.booth}</code>
                </td>
                <td>
                  {line.employer} <Presence {...{ line, marking }} />
                </td>
                <td className="number">{words.placesOf(line)}</td>
                {opening.map((figure) => (
                  <td key={figure} className="number">
                    {opens(line, figure)}
                  </td>
                ))}
                <td className="number">{paperOf(line)}</td>
              </tr>
            ))}
          </tbody>
        </table>
      )}
    </>
  );
}

/** Never added to the others. */
function paperOf({ paperVisits, paperResumes, paperIntents }: EmployerLine): string {
  const any = paperVisits + paperResumes + paperIntents > 0;
  return any ? `${paperVisits} / ${paperResumes} / ${paperIntents}` : '';
}
