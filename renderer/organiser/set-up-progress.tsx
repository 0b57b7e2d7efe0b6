import { use, useEffect, useState } from 'react';
import type { SetUpWork } from '../../shared/contract/setup.ts';
import { rowFaultWords } from '../../shared/tables/row-faults.ts';
import { PageDesk } from '../saving/saving.ts';
import { Button } from '../ui/button.tsx';
import { Text, type Words } from '../ui/text.tsx';
import { useTurn } from '../ui/turn.ts';
import './set-up-progress.css';
import type { SetUpAtWork } from './set-up.ts';
import { setUpWords as words, workWords } from './set-up-words.ts';

/** The progress, the changes, and what is wrong; nothing happens before somebody confirms. */
export function SetUpProgress({ atWork, work }: { atWork: SetUpAtWork; work: SetUpWork }) {
  const { keep } = use(PageDesk);
  const [said, setSaid] = useState<Words>();
  const [busy, setBusy] = useState(false);
  const { at } = work;
  const place = useTurn<HTMLElement>(at);
  // Scrolls into view, for people who chose a table further down.
  useEffect(() => {
    if (at !== 'cancelled') place.current?.scrollIntoView({ block: 'nearest' });
  }, [at, place]);

  async function publish(): Promise<void> {
    setBusy(true);
    const published = await atWork.publish();
    setBusy(false);
    if (published?.ok) {
      const kept = await keep(published.value.file, 'application/json');
      return setSaid(kept.how === 'dropped' ? words.notMoved : words.moved);
    }
    // The banner above the page already reports a missing answer.
    if (published) setSaid(words.notTaken);
  }

  async function seal(withoutFaulty: boolean): Promise<void> {
    setBusy(true);
    await atWork.seal(withoutFaulty);
    setBusy(false);
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
          <Button look="first" words={words.publish} busy={busy} onPress={() => void publish()} />
        )}
        {work.at === 'people' && work.people > 0 && (
          <Button
            look="first"
            words={work.faulty.count > 0 ? words.sealWithout(work.faulty.count) : words.seal}
            busy={busy}
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
      {(work.at === 'published' || work.at === 'employers') && said && (
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
      : [words.changes(work), words.total(work.employers, work.posts)];
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
