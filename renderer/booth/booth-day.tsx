import { use, useEffect, useState } from 'react';
import type { BoothDay } from '../../shared/contract/booth.ts';
import { tapFigures } from '../../shared/deeds.ts';
import { PrintPage } from '../saving/print-page.tsx';
import { PageDesk } from '../saving/saving.ts';
import { keptWords } from '../saving/words.ts';
import { Button } from '../ui/button.tsx';
import { Modal } from '../ui/modal.tsx';
import { Text, type Words } from '../ui/text.tsx';
import './booth-day.css';
import type { BoothsAtWork } from './booths.ts';
import { counterWords as words, stepWords } from '../counter/words.ts';
import { dayWords } from './words.ts';

export interface BoothDayProps {
  readonly booth: string;
  readonly booths: BoothsAtWork;
  readonly onClose: () => void;
}

/** A booth's own list, by the numbers on its paper résumés, and how many visits led to more. */
const SPREADSHEET = 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet';

export function BoothDayList({ booth, booths, onClose }: BoothDayProps) {
  const { keep } = use(PageDesk);
  const [day, setDay] = useState<BoothDay>();
  const [said, setSaid] = useState<Words>();
  useEffect(() => {
    const load = async (): Promise<void> => {
      const answer = await booths.day(booth);
      if (answer?.ok) setDay(answer.value);
    };
    void load();
  }, [booth, booths]);

  async function save(): Promise<void> {
    const made = await booths.export(booth);
    if (!made) return;
    setSaid(made.ok ? keptWords(await keep(made.value, SPREADSHEET)) : dayWords.notSaved);
  }

  return (
    <Modal label={dayWords.title} look="whole" onClose={onClose}>
      <div className="day-sheet">
        <div className="day-sheet-title">
          <h2>
            {booth} {day?.employer}
          </h2>
          <p>{day?.day}</p>
        </div>
        {day && <Funnel funnel={day.funnel} />}
        <div className="day-table">
          {day && day.people.length === 0 && (
            <p>
              <Text words={words.none} beside />
            </p>
          )}
          {day && day.people.length > 0 && <DayTable day={day} />}
        </div>
        <footer>
          <output>{said && <Text words={said} beside />}</output>
          <PrintPage words={dayWords.print} name={`${booth}-${day?.day ?? ''}`} onSaid={setSaid} />
          <Button look="first" words={dayWords.save} onPress={() => void save()} />
          <Button look="plain" words={words.backToBooths} onPress={onClose} />
        </footer>
      </div>
    </Modal>
  );
}

function DayTable({ day }: { day: BoothDay }) {
  return (
    <table>
      <thead>
        <tr>
          {dayWords.columns.map((column) => (
            <th key={column.en} scope="col">
              <Text words={column} />
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {day.people.map(({ numbers, firstAt, visits, step, post, notes, ...person }) => (
          <tr key={numbers.join()}>
            <td>
              <code>{numbers.join(' / ')}</code>
            </td>
            <td>{firstAt}</td>
            <td>{visits}</td>
            {tapFigures.map((figure) => (
              <td key={figure}>{person[figure]}</td>
            ))}
            <td>{step && `${stepWords(step).zh}${post === undefined ? '' : ` · ${post}`}`}</td>
            <td>{notes.join('；')}</td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}

/** Each bar is a part of the visitors. Persons, copies and times are labelled as such. */
function Funnel({ funnel }: Pick<BoothDay, 'funnel'>) {
  const most = Math.max(1, funnel.visits, ...tapFigures.map((figure) => funnel[figure]));
  return (
    <dl className="funnel">
      {dayWords.funnel.map(({ figure, ...name }) => (
        <div key={figure}>
          <dt>
            <Text words={name} beside />
          </dt>
          <dd>
            <i style={{ inlineSize: `${(100 * funnel[figure]) / most}%` }} />
            <b>{funnel[figure]}</b>
          </dd>
        </div>
      ))}
    </dl>
  );
}
