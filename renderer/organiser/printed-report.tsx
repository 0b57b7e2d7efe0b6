import { wallClock } from '../../shared/calendar.ts';
import type { DayView } from '../../shared/report/day-view.ts';
import { scopeInWords } from '../../shared/report/day-words.ts';
import { coverageWords, seenOf } from '../../shared/report/coverage.ts';
import { printedSheets } from '../../shared/report/sheets.ts';
import './printed-report.css';
import { organiserWords as words } from './words.ts';

/** For paper or PDF: the day's tables, with their coverage above. Invisible on the screen. */
export function PrintedReport({ view }: { view: DayView }) {
  const { fair, scope, coverage, digest, nowMs } = view;
  const clock = (ms: number): string => wallClock(ms, fair.utcOffsetMinutes);
  return (
    <section className="printed-report" data-testid="printed-report">
      <h1>{fair.zh}</h1>
      <p>
        {scopeInWords(scope)}　{fair.organiser}　{fair.place}
      </p>
      <p>
        <b>{coverageWords(seenOf(coverage, nowMs), clock).zh}</b>
      </p>
      <p>
        {words.digest.zh} <code>{digest}</code>
      </p>
      <p className="sign-here">{words.signHere.zh}</p>
      {printedSheets(view).map(({ name, columns, rows, totals }) => (
        <table key={name} aria-label={name}>
          <thead>
            <tr>
              <th className="table-name" colSpan={columns.length} scope="colgroup">
                {name}
              </th>
            </tr>
            <tr>
              {columns.map(([heading]) => (
                <th key={heading} scope="col">
                  {heading}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {[...rows, ...(totals ? [totals] : [])].map((row, i) => (
              <tr key={i} className={row === totals ? 'totals' : undefined}>
                {row.map((cell, at) => (
                  <td key={at} className={typeof cell === 'number' ? 'number' : undefined}>
                    {typeof cell === 'number' ? cell.toLocaleString('en-US') : cell}
                  </td>
                ))}
              </tr>
            ))}
          </tbody>
        </table>
      ))}
    </section>
  );
}
