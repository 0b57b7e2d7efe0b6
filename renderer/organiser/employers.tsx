import { useState } from 'react';
import type { DayView, EmployerLine } from '../../shared/contract.ts';
import { Text } from '../ui/text.tsx';
import { organiserWords as words } from './words.ts';

const sortable = ['visits', 'resumes', 'intents', 'signed', 'places'] as const;
type By = (typeof sortable)[number] | 'booth';

/** Each employer's day; whoever is here and alone stands out. */
export function Employers({ view: { byEmployer } }: { view: DayView }) {
  const [find, setFind] = useState('');
  const [by, setBy] = useState<By>('booth');
  const columns = words.employerColumns;
  const found = byEmployer
    .filter(({ booth, employer }) =>
      `${booth} ${employer}`.toLowerCase().includes(find.trim().toLowerCase()),
    )
    .toSorted((a, b) => (by === 'booth' ? 0 : b[by] - a[by]));
  return (
    <>
      <div className="tools">
        <input
          type="search"
          aria-label={words.find.zh}
          placeholder={words.find.zh}
          value={find}
          onChange={({ target }) => setFind(target.value)}
        />
        <div className="pick" role="group" aria-label={words.sortBy.zh}>
          <Text words={words.sortBy} beside />
          {(['booth', ...sortable] as const).map((each) => (
            <button key={each} type="button" aria-pressed={by === each} onClick={() => setBy(each)}>
              <Text words={columns[each]} beside />
            </button>
          ))}
        </div>
      </div>
      {found.length === 0 ? (
        <p>
          <Text words={words.nobodyFound} />
        </p>
      ) : (
        <table>
          <thead>
            <tr>
              <th scope="col">
                <Text words={columns.booth} />
              </th>
              <th scope="col">
                <Text words={columns.employer} />
              </th>
              {(
                ['places', 'visits', 'visitors', 'resumes', 'intents', 'signed', 'paper'] as const
              ).map((column) => (
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
                  {line.employer} <Presence line={line} />
                </td>
                <td className="number">{line.places}</td>
                <td className="number">{line.visits}</td>
                <td className="number">{line.visitors}</td>
                <td className="number">{line.resumes}</td>
                <td className="number">{line.intents}</td>
                <td className="number">{line.signed}</td>
                <td className="number">{paperOf(line)}</td>
              </tr>
            ))}
          </tbody>
        </table>
      )}
    </>
  );
}

function Presence({ line: { present, visits, walkIns } }: { line: EmployerLine }) {
  if (!present) {
    return (
      <span className="quiet">
        <Text words={words.absent} beside />
      </span>
    );
  }
  if (visits + walkIns > 0) return undefined;
  return (
    <span className="standing" data-standing="waiting">
      <Text words={words.quiet} beside />
    </span>
  );
}

/** Never added to the others. */
function paperOf({ paperVisits, paperResumes, paperIntents }: EmployerLine): string {
  const any = paperVisits + paperResumes + paperIntents > 0;
  return any ? `${paperVisits} / ${paperResumes} / ${paperIntents}` : '';
}
