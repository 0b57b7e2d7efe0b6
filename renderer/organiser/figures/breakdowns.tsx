import { useState } from 'react';
import type { Asked } from '../../../shared/report/behind.ts';
import { type BreakdownColumn, breakdownMeanings } from '../../../shared/report/breakdowns.ts';
import type { DayView } from '../../../shared/report/day-view.ts';
import type { Figure } from '../../../shared/tally/figures.ts';
import { Text, type Words } from '../../ui/text.tsx';
import { BehindFigure } from './behind.tsx';
import { type Table, tablesOf } from './breakdown-tables.ts';
import { breakdownWords as words } from './breakdown-words.ts';
import './breakdowns.css';
import type { OrganiserAtWork } from '../day.ts';

/** The figures by industry, kind and place of employers, by what people answered, and by pay, each with its 口径. */

/** The columns that count facts, and open to them. */
const behindColumn: Partial<Record<BreakdownColumn, Figure>> = {
  present: 'booths',
  visits: 'visits',
  resumes: 'resumes',
  intents: 'intents',
  signed: 'signed',
  people: 'attendees',
  intentPeople: 'intentPeople',
};

interface Opened {
  readonly title: Words;
  readonly of: string;
  readonly counted: Asked['counted'];
}

export function Breakdowns({ organiser, view }: { organiser: OrganiserAtWork; view: DayView }) {
  const [opened, setOpened] = useState<Opened>();
  const tables = tablesOf(view).filter(({ lines }) => lines.length > 0);
  const used = new Set(tables.flatMap(({ columns }) => columns));
  return (
    <div className="breakdowns">
      {tables.map((table) => (
        <BreakdownTable key={table.title.zh} table={table} onOpen={setOpened} />
      ))}
      <section>
        <h2>
          <Text words={words.meanings} beside />
        </h2>
        <dl className="breakdown-meanings">
          {[...used].map((column) => {
            const { zh, en, basis, basisEn } = breakdownMeanings[column];
            return (
              <div key={column}>
                <dt>
                  <Text words={{ zh, en }} beside />
                </dt>
                <dd>
                  <Text words={{ zh: basis, en: basisEn }} />
                </dd>
              </div>
            );
          })}
        </dl>
      </section>
      {opened && (
        <BehindFigure
          organiser={organiser}
          view={view}
          {...opened}
          onClose={() => setOpened(undefined)}
        />
      )}
    </div>
  );
}

interface BreakdownTableProps {
  readonly table: Table;
  readonly onOpen: (opened: Opened) => void;
}

function BreakdownTable({ table: { title, note, columns, lines }, onOpen }: BreakdownTableProps) {
  return (
    <section>
      <h2>
        <Text words={title} beside />
      </h2>
      <p className="quiet">
        <Text words={note} beside />
      </p>
      <table>
        <thead>
          <tr>
            <th scope="col">
              <Text words={words.part} />
            </th>
            {columns.map((column) => (
              <th key={column} scope="col" className="number">
                <Text words={breakdownMeanings[column]} />
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {lines.map(({ name, cells, slice }) => (
            <tr key={name.zh}>
              <th scope="row">
                <Text words={name} beside />
              </th>
              {columns.map((column) => {
                const figure = behindColumn[column];
                const value = cells[column];
                return (
                  <td key={column} className="number">
                    {value && figure ? (
                      <button
                        type="button"
                        className="opens"
                        title={words.opens.zh}
                        onClick={() =>
                          onOpen({
                            title: breakdownMeanings[column],
                            of: name.zh,
                            counted: [{ figure, slices: [slice] }],
                          })
                        }
                      >
                        {value}
                      </button>
                    ) : (
                      (value ?? '')
                    )}
                  </td>
                );
              })}
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  );
}
