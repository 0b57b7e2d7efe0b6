import { useEffect, useState } from 'react';
import type { SetUpWork } from '../../shared/contract/setup.ts';
import { rowFaultWords } from '../../shared/tables/row-faults.ts';
import { Button } from '../ui/button.tsx';
import { Text } from '../ui/text.tsx';
import { useTurn } from '../ui/turn.ts';
import './set-up-progress.css';
import type { Publishing } from './publishing.ts';
import type { SetUpAtWork } from './set-up.ts';
import { setUpWords as words, workWords } from './set-up-words.ts';

interface SetUpProgressProps {
  readonly atWork: SetUpAtWork;
  readonly work: SetUpWork;
  readonly publishing: Publishing;
}

/** The progress, the changes, and what is wrong; nothing happens before somebody confirms. */
export function SetUpProgress({ atWork, work, publishing }: SetUpProgressProps) {
  const { said, publish } = publishing;
  const [isSealing, setSealing] = useState(false);
  const { at } = work;
  const place = useTurn<HTMLElement>(at);
  // Scrolls into view, for people who chose a table further down.
  useEffect(() => {
    if (at !== 'cancelled') place.current?.scrollIntoView({ block: 'nearest' });
  }, [at, place]);

  async function seal(withoutFaulty: boolean): Promise<void> {
    setSealing(true);
    await atWork.seal(withoutFaulty);
    setSealing(false);
  }

  const goesOn = work.at === 'reading' || work.at === 'checking' || work.at === 'sealing';
  return (
    <section ref={place} className="set-up-progress" data-at={work.at}>
      <p role={work.at === 'refused' || work.at === 'column-missing' ? 'alert' : 'status'}>
        <Text words={workWords(work)} />
      </p>
      {(work.at === 'reading' || work.at === 'sealing') && (
        <progress value={work.done} max={work.of} aria-label={workWords(work).zh} />
      )}
      {work.at === 'checking' && <progress aria-label={workWords(work).zh} />}
      <TableRead work={work} />
      <div className="set-up-row">
        {work.at === 'employers' && work.faulty.count === 0 && (
          <Button
            look="first"
            words={words.publish}
            busy={publishing.busy}
            onPress={() => void publish('publish')}
          />
        )}
        {work.at === 'people' && work.people > 0 && (
          <Button
            look="first"
            words={work.faulty.count > 0 ? words.sealWithout(work.faulty.count) : words.seal}
            busy={isSealing}
            onPress={() => void seal(work.faulty.count > 0)}
          />
        )}
        {(goesOn || work.at === 'employers' || work.at === 'people') && (
          <Button
            words={goesOn ? words.cancel : words.leave}
            onPress={() => void atWork.cancel()}
          />
        )}
      </div>
      {said && (work.at === 'published' || said === words.notTaken) && (
        <p role={said === words.moved ? 'status' : 'alert'}>
          <Text words={said} beside />
        </p>
      )}
    </section>
  );
}

/** What the table would change, and which of its rows are wrong. */
function TableRead({ work }: { work: SetUpWork }) {
  if (work.at !== 'employers' && work.at !== 'people') return undefined;
  const sentences =
    work.at === 'people'
      ? [words.people(work.people)]
      : [words.changes(work), words.total(work.employers, { places: work.posts, some: work.some })];
  const isWhole = work.at === 'people' || work.faulty.count === 0;
  return (
    <>
      {isWhole &&
        sentences.map((sentence) => (
          <p key={sentence.en}>
            <Text words={sentence} />
          </p>
        ))}
      <FaultyRows faulty={work.faulty} />
    </>
  );
}

type Faulty = Extract<SetUpWork, { at: 'people' }>['faulty'];

function FaultyRows({ faulty }: { faulty: Faulty }) {
  if (faulty.count === 0) return undefined;
  const more = faulty.count - faulty.rows.length;
  return (
    <div className="faulty-rows" role="alert">
      <p>
        <Text words={words.faultyRows(faulty.count)} />
      </p>
      <ul>
        {faulty.rows.map(({ row, fault }) => (
          <li key={row}>
            <b>{words.row(row).zh}</b>
            <Text words={rowFaultWords(fault)} beside />
          </li>
        ))}
      </ul>
      {more > 0 && (
        <p className="quiet">
          <Text words={words.moreRows(more)} beside />
        </p>
      )}
    </div>
  );
}
