import type { DayView } from '../../../shared/report/day-view.ts';
import { Text } from '../../ui/text.tsx';
import './conversions.css';
import { organiserWords as words } from '../words.ts';

/** What the service desks did; empty at a fair without any. */
export function DesksTable({ view: { desks } }: { view: DayView }) {
  if (desks.length === 0) return undefined;
  return (
    <section className="conversions">
      <h2>
        <Text words={words.desks} beside />
      </h2>
      <table>
        <thead>
          <tr>
            <th scope="col">
              <Text words={words.desk} />
            </th>
            <th scope="col" className="number">
              <Text words={words.consults} />
            </th>
            <th scope="col" className="number">
              <Text words={words.handouts} />
            </th>
          </tr>
        </thead>
        <tbody>
          {desks.map(({ desk, zh, en, consults, handouts }) => (
            <tr key={desk}>
              <th scope="row">
                <Text words={{ zh, en }} beside />
              </th>
              <td className="number">{consults}</td>
              <td className="number">{handouts}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  );
}
