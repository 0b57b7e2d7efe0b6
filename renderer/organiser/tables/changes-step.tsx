import { useState } from 'react';
import { changeInWords } from '../../../shared/tables/employers/change-words.ts';
import { type Change, changeKinds } from '../../../shared/tables/employers/merge.ts';
import { spoken, Text } from '../../ui/text.tsx';
import './changes-step.css';
import { TableLoading } from './table-loading.tsx';
import { useLoaded } from './loaded.ts';
import { Pager } from './pager.tsx';
import type { SetUpAtWork } from '../set-up/set-up.ts';
import { setUpWords } from '../set-up/set-up-words.ts';
import type { EmployersWork } from './table-at-work.ts';
import { tableWords as words } from './table-words.ts';

interface ChangesStepProps {
  readonly atWork: SetUpAtWork;
  readonly work: EmployersWork;
}

const LENGTH = 100;

/** What publishing would change, by name. */
export function ChangesStep({ atWork, work }: ChangesStepProps) {
  const [kind, setKind] = useState<Change['kind']>();
  const [from, setFrom] = useState(0);
  const page = useLoaded(
    () => atWork.changes({ from, ...(kind && { kind }) }),
    `${kind ?? 'all'} ${from}`,
    work,
  );
  const show = (wanted: Change['kind'] | undefined): void => {
    setKind(wanted);
    setFrom(0);
  };
  if (!page) return <TableLoading />;
  const { employers, posts, some, tradesToConfirm, booths } = work;
  const groups = Map.groupBy(page.items, ({ booth, employer }) => `${booth} ${employer}`);
  return (
    <>
      <p className="changes-sum">
        <Text words={setUpWords.changes(work)} />
      </p>
      <p>
        <Text words={setUpWords.total(employers, { places: posts, some })} beside />
      </p>
      {(tradesToConfirm > 0 || booths.taken > 0) && (
        <p className="table-warning">
          <Text words={words.unconfirmed(work)} />
        </p>
      )}
      <div className="tools">
        <div className="pick-choices pick" role="group" aria-label={spoken(words.steps.changes)}>
          <button type="button" aria-pressed={!kind} onClick={() => show(undefined)}>
            <Text words={words.all} beside />
          </button>
          {changeKinds.map((each) => (
            <button
              key={each}
              type="button"
              aria-pressed={each === kind}
              onClick={() => show(each)}
            >
              <Text words={words.changesBy[each]} beside />
            </button>
          ))}
        </div>
      </div>
      {page.count === 0 && (
        <p>
          <Text words={words.noChanges} beside />
        </p>
      )}
      <ul className="changes">
        {[...groups].map(([whose, changes]) => (
          <li key={whose}>
            <b>{whose}</b>
            <ul>
              {changes.map((change, i) => (
                <li key={`${i} ${change.kind}`} data-kind={change.kind}>
                  {changeInWords(change).zh.replace(/^：/, '')}
                </li>
              ))}
            </ul>
          </li>
        ))}
      </ul>
      <Pager from={from} length={LENGTH} count={page.count} onFrom={setFrom} />
    </>
  );
}
