import { useEffect, useState } from 'react';
import type { CallOutput } from '../../../shared/contract/calls.ts';
import { endWords } from '../../../shared/report/machine-end-words.ts';
import { endsSum, isOpenEnd, type MachineEnd } from '../../../shared/report/machine-ends.ts';
import { Ask } from '../../ui/ask.tsx';
import { Button } from '../../ui/button.tsx';
import { Text } from '../../ui/text.tsx';
import type { AfterwardsAtWork } from './afterwards.ts';
import { Heading } from './heading.tsx';
import { machineEndsWords as words, toDoWords } from './machine-ends-words.ts';
import './machine-ends.css';

type Seen = CallOutput<'afterwards.machines'>;

export interface MachineEndsProps {
  readonly atWork: AfterwardsAtWork;
  readonly utcOffsetMinutes: number;
}

const EVERY_MS = 30_000;

/** Which machines of the fair have destroyed their data, and what to do about each that has not. */
export function MachineEnds({ atWork, utcOffsetMinutes }: MachineEndsProps) {
  const [seen, setSeen] = useState<Seen>();
  const [marks, setMarks] = useState<MachineEnd>();
  useEffect(() => {
    const look = () => void atWork.machines().then((next) => next && setSeen(next));
    look();
    const timer = setInterval(look, EVERY_MS);
    return () => clearInterval(timer);
  }, [atWork]);
  if (!seen) return undefined;
  const listed = seen.ends.filter(({ is }) => is !== 'here' && is !== 'never');
  const never = seen.ends.filter(({ is }) => is === 'never').map(({ slot }) => slot);

  async function mark(slot: number, who: string | null): Promise<void> {
    await atWork.markDestroyed({ slot, by: who });
    const next = await atWork.machines();
    if (next) setSeen(next);
    setMarks(undefined);
  }

  return (
    <section className="machine-ends">
      <Heading title={words.title} more={endsSum(seen.ends)} />
      {seen.asked !== 'heard' && (
        <p className="quiet">
          <Text words={words.asked[seen.asked]} />
        </p>
      )}
      {listed.length > 0 && (
        <table>
          <thead>
            <tr>
              {[words.machine, words.standing, words.toDo].map((each) => (
                <th key={each.zh} scope="col">
                  <Text words={each} beside />
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {listed.map((end) => (
              <tr key={end.slot} data-open={isOpenEnd(end)}>
                <th scope="row">
                  {end.slot} <Text words={end} beside />
                </th>
                <td>
                  <Text words={endWords(end, utcOffsetMinutes)} />
                </td>
                <td>
                  <ToDo
                    end={end}
                    onMark={() => setMarks(end)}
                    onTakeBack={() => mark(end.slot, null)}
                  />
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      )}
      {never.length > 0 && (
        <p className="quiet">
          <Text words={words.never(never)} />
        </p>
      )}
      {marks && (
        <MarkSheet
          end={marks}
          onYes={(who) => mark(marks.slot, who)}
          onNo={() => setMarks(undefined)}
        />
      )}
    </section>
  );
}

interface ToDoProps {
  readonly end: MachineEnd;
  readonly onMark: () => void;
  readonly onTakeBack: () => Promise<void>;
}

function ToDo({ end, onMark, onTakeBack }: ToDoProps) {
  const todo = toDoWords[end.is];
  return (
    <div className="machine-todo">
      {todo && (
        <span>
          <Text words={todo} />
        </span>
      )}
      {isOpenEnd(end) && end.is !== 'wrote-after' && <Button words={words.mark} onPress={onMark} />}
      {end.is === 'by-hand' && (
        <Button look="plain" words={words.takeBack} onPress={() => void onTakeBack()} />
      )}
    </div>
  );
}

interface MarkSheetProps {
  readonly end: MachineEnd;
  readonly onYes: (who: string) => Promise<void>;
  readonly onNo: () => void;
}

function MarkSheet({ end, onYes, onNo }: MarkSheetProps) {
  const [typed, setTyped] = useState('');
  const name = typed.trim();
  return (
    <Ask
      title={words.markTitle(end)}
      yes={words.markYes}
      no={words.cancel}
      ready={name.length > 0}
      onYes={() => onYes(name)}
      onNo={onNo}
    >
      <p>
        <Text words={words.markMore} />
      </p>
      <label>
        <Text words={words.by} beside />
        <input
          autoComplete="off"
          maxLength={40}
          value={typed}
          onChange={({ currentTarget }) => setTyped(currentTarget.value)}
        />
      </label>
    </Ask>
  );
}
