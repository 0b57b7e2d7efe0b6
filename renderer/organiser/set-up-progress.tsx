import { useEffect, useState } from 'react';
import type { SetUpWork } from '../../shared/contract/setup.ts';
import { findingWords } from '../../shared/tables/employers/finding-words.ts';
import { findingPlace } from '../../shared/tables/finding.ts';
import {
  peopleFindingPlace,
  peopleFindingWords,
} from '../../shared/tables/people/people-finding-words.ts';
import type { Words } from '../../shared/say.ts';
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
      <p role={isRefused(work) ? 'alert' : 'status'}>
        <Text words={workWords(work)} />
      </p>
      {(work.at === 'reading' || work.at === 'sealing') && (
        <progress value={work.done} max={work.of} aria-label={workWords(work).zh} />
      )}
      {work.at === 'checking' && <progress aria-label={workWords(work).zh} />}
      <TableRead work={work} />
      <div className="set-up-row">
        {work.at === 'employers' && (
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
            words={work.rows.refused > 0 ? words.sealWithout(work.rows.refused) : words.seal}
            busy={isSealing}
            onPress={() => void seal(work.rows.refused > 0)}
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

const isRefused = ({ at }: SetUpWork): boolean =>
  at === 'refused' || at === 'file-refused' || at === 'no-people';

/** What the table would change, and what somebody should look at. */
function TableRead({ work }: { work: SetUpWork }) {
  if (work.at === 'employers') return <EmployersRead work={work} />;
  if (work.at === 'people') return <PeopleRead work={work} />;
  return undefined;
}

type EmployersWork = Extract<SetUpWork, { at: 'employers' }>;

function EmployersRead({ work }: { work: EmployersWork }) {
  const { rows, ignoredColumns, employers, posts, some, findings } = work;
  return (
    <>
      <Sentences
        all={[
          words.rowCounts(rows),
          words.changes(work),
          words.total(employers, { places: posts, some }),
          ...(ignoredColumns.length > 0 ? [words.ignored(ignoredColumns)] : []),
        ]}
      />
      <Findings
        count={findings.count}
        first={findings.first.map((finding) => ({
          place: findingPlace(finding),
          what: findingWords(finding.what),
        }))}
      />
    </>
  );
}

function PeopleRead({ work }: { work: Extract<SetUpWork, { at: 'people' }> }) {
  const { rows, ignoredColumns, people, findings } = work;
  return (
    <>
      <Sentences
        all={[
          words.rowCounts(rows),
          words.people(people),
          ...(ignoredColumns.length > 0 ? [words.ignored(ignoredColumns)] : []),
        ]}
      />
      <Findings
        count={findings.count}
        first={findings.first.map((finding) => ({
          place: peopleFindingPlace(finding),
          what: peopleFindingWords(finding.what),
        }))}
      />
    </>
  );
}

const Sentences = ({ all }: { all: readonly Words[] }) =>
  all.map((sentence) => (
    <p key={sentence.en}>
      <Text words={sentence} />
    </p>
  ));

interface FindingsProps {
  readonly count: number;
  readonly first: readonly { readonly place: Words; readonly what: Words }[];
}

function Findings({ count, first }: FindingsProps) {
  if (count === 0) return undefined;
  return (
    <div className="faulty-rows">
      <p>
        <Text words={words.findings(count)} />
      </p>
      <ul>
        {first.map(({ place, what }) => (
          <li key={`${place.en} ${what.en}`}>
            <b>{place.zh}</b>
            <Text words={what} beside />
          </li>
        ))}
      </ul>
      {count > first.length && (
        <p className="quiet">
          <Text words={words.moreFindings(count - first.length)} beside />
        </p>
      )}
    </div>
  );
}
