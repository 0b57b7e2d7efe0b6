import { useState } from 'react';
import { dayAndTime } from '../../../shared/calendar.ts';
import { Text, type Words } from '../../ui/text.tsx';
import { PickFiles } from '../pick-file.tsx';
import { useKeys } from '../keys/with-keys.ts';
import type { StickAnswer } from './afterwards.ts';
import { Heading } from './heading.tsx';
import type { AfterwardsPartProps } from './part.ts';
import { afterwardsWords as words, stickFaults } from './words.ts';

interface Result {
  readonly file: string;
  readonly says: readonly Words[];
  readonly well: boolean;
}

/** Facts that stations without a network saved to a stick: into this station, and on to the server. */
export function SticksPart({ atWork, state, view }: AfterwardsPartProps) {
  const withKeys = useKeys();
  const [results, setResults] = useState<readonly Result[]>([]);
  const [reading, setReading] = useState<{ readonly done: number; readonly of: number }>();

  async function take(files: readonly File[]): Promise<void> {
    setResults([]);
    for (const [i, file] of files.entries()) {
      setReading({ done: i + 1, of: files.length });
      const answer = await withKeys(() => atWork.stick(file));
      setResults((others) => [...others, { file: file.name, ...saysOf(answer) }]);
    }
    setReading(undefined);
  }

  return (
    <section>
      <Heading title={words.sticksTitle} more={words.sticksMore} />
      <PickFiles
        words={words.chooseSticks}
        accept=".json"
        disabled={reading !== undefined}
        onPick={(files) => void take(files)}
      />
      <output>
        {reading && <Text words={words.sticksReading(reading.done, reading.of)} beside />}
      </output>
      <ul className="stick-results">
        {results.map(({ file, says, well }, i) => (
          <li key={`${i} ${file}`} data-well={well}>
            <span className="quiet">{file}</span>
            {says.map((each) => (
              <p key={each.zh}>
                <Text words={each} beside />
              </p>
            ))}
          </li>
        ))}
      </ul>
      {state.sticks.length > 0 && <TakenTable {...{ state, view }} />}
    </section>
  );
}

function saysOf(answer: StickAnswer | undefined): Omit<Result, 'file'> {
  if (!answer?.ok) {
    return { well: false, says: [stickFaults[answer ? answer.fault.kind : 'gone']] };
  }
  if (answer.value === null) return { well: false, says: [stickFaults.gone] };
  const { name, facts, fresh, boxes, server } = answer.value;
  const sent = server.is === 'not-delivered' ? words.stickNotSent : words.stickServer[server.is];
  return {
    well: server.is !== 'not-delivered',
    says: [words.stickTaken(name, facts, fresh, boxes), sent],
  };
}

function TakenTable({ state, view }: Pick<AfterwardsPartProps, 'state' | 'view'>) {
  const nameOf = (slot: number): string =>
    view.coverage.stations.find((station) => station.slot === slot)?.zh ?? '';
  const timeText = (ms: number): string => {
    if (ms === 0) return '';
    const { day, time } = dayAndTime(ms, view.fair.utcOffsetMinutes);
    return `${day.slice(5)} ${time}`;
  };
  const { station, facts, boxes, newest, taken } = words.sticksColumns;
  return (
    <>
      <h3>
        <Text words={words.sticksList} beside />
      </h3>
      <table>
        <thead>
          <tr>
            <th scope="col">
              <Text words={station} />
            </th>
            {[facts, boxes].map((each) => (
              <th key={each.zh} scope="col" className="number">
                <Text words={each} />
              </th>
            ))}
            {[newest, taken].map((each) => (
              <th key={each.zh} scope="col">
                <Text words={each} />
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {state.sticks.map((stick) => (
            <tr key={stick.slot}>
              <td>
                {stick.slot} {nameOf(stick.slot)}
              </td>
              <td className="number">{stick.facts}</td>
              <td className="number">{stick.boxes}</td>
              <td>{timeText(stick.newestMs)}</td>
              <td>{timeText(stick.takenMs)}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </>
  );
}
