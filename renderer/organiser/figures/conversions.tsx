import { answerNames, answerTable } from '../../../shared/answers.ts';
import { wordsOf } from '../../../shared/codes.ts';
import type { DayView } from '../../../shared/report/day-view.ts';
import { percentOf } from '../../../shared/report/conversion.ts';
import { Text, type Words } from '../../ui/text.tsx';
import './conversions.css';
import { organiserWords as words } from '../words.ts';

interface Line {
  readonly name: Words;
  readonly came: number;
  readonly intent: number;
}

/** From the door to an intent: by gate, and by each answer. */
export function Conversions({ view }: { view: DayView }) {
  const parts: readonly (readonly [Words, readonly Line[]])[] = [
    [
      words.byGate,
      view.gates.map(({ zh, en, attendees, intentPeople }) => ({
        name: { zh, en },
        came: attendees,
        intent: intentPeople,
      })),
    ],
    // A fair does not ask everything.
    ...answerNames.flatMap((name) => {
      const { title, list } = answerTable[name];
      const lines = view.answers[name].map(({ code, people, intentPeople }) => ({
        name: wordsOf(list, code),
        came: people,
        intent: intentPeople,
      }));
      return lines.some(({ came }) => came > 0) ? [[title, lines] as const] : [];
    }),
  ];
  return (
    <section className="conversions">
      <h2>
        <Text words={words.conversion} beside />
      </h2>
      <div className="conversion-parts">
        {parts.map(([title, lines]) => (
          <table key={title.zh}>
            <thead>
              <tr>
                <th scope="col">
                  <Text words={title} />
                </th>
                <th scope="col" className="number">
                  <Text words={words.came} />
                </th>
                <th scope="col" className="number">
                  <Text words={words.withIntent} />
                </th>
                <th scope="col" className="number">
                  %
                </th>
              </tr>
            </thead>
            <tbody>
              {lines
                .filter(({ came }) => came > 0)
                .toSorted((a, b) => b.came - a.came)
                .map(({ name, came, intent }) => (
                  <tr key={name.zh}>
                    <th scope="row">
                      <Text words={name} beside />
                    </th>
                    <td className="number">{came}</td>
                    <td className="number">{intent}</td>
                    <td className="number">{percentOf(intent, came)}</td>
                  </tr>
                ))}
            </tbody>
          </table>
        ))}
      </div>
    </section>
  );
}
