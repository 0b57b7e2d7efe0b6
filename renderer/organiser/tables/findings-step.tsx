import { useState } from 'react';
import type { Words } from '../../../shared/say.ts';
import { findingWords } from '../../../shared/tables/employers/finding-words.ts';
import { type Does, doesSchema, findingPlace } from '../../../shared/tables/finding.ts';
import {
  peopleFindingPlace,
  peopleFindingWords,
} from '../../../shared/tables/people/people-finding-words.ts';
import { spoken, Text } from '../../ui/text.tsx';
import { TableLoading } from './table-loading.tsx';
import './findings-step.css';
import { useLoaded } from './loaded.ts';
import { Pager } from './pager.tsx';
import { SaveFile } from '../save-file.tsx';
import type { SetUpAtWork } from '../set-up/set-up.ts';
import type { CellPlace, EmployersWork, PeopleWork } from './table-at-work.ts';
import { tableWords as words } from './table-words.ts';

interface Shown {
  readonly does: Does;
  readonly place: Words;
  readonly what: Words;
  /** Where it can be mended on this page. */
  readonly cell?: CellPlace;
}

interface Page {
  readonly count: number;
  readonly items: readonly Shown[];
}

type Wanted = { readonly from: number; readonly does?: Does };

interface EmployerFindingsProps {
  readonly atWork: SetUpAtWork;
  readonly work: EmployersWork;
  readonly onMend: (cell: CellPlace) => void;
}

/** All that was found in the table, the gravest first, with what to do about it. */
export function EmployerFindings({ atWork, work, onMend }: EmployerFindingsProps) {
  async function load(wanted: Wanted): Promise<Page | undefined> {
    const page = await atWork.findings(wanted);
    return (
      page && {
        count: page.count,
        items: page.items.map((finding) => ({
          does: finding.does,
          place: findingPlace(finding),
          what: findingWords(finding.what),
          ...(finding.row > 0 && finding.does !== 'left-out' && { cell: finding }),
        })),
      }
    );
  }
  return <Findings {...{ atWork, work, load, onMend }} />;
}

export function PeopleFindings({
  atWork,
  work,
}: {
  readonly atWork: SetUpAtWork;
  readonly work: PeopleWork;
}) {
  async function load(wanted: Wanted): Promise<Page | undefined> {
    const page = await atWork.peopleFindings(wanted);
    return (
      page && {
        count: page.count,
        items: page.items.map((finding) => ({
          does: finding.does,
          place: peopleFindingPlace(finding),
          what: peopleFindingWords(finding.what),
        })),
      }
    );
  }
  return <Findings {...{ atWork, work, load }} />;
}

interface FindingsProps {
  readonly atWork: SetUpAtWork;
  readonly work: EmployersWork | PeopleWork;
  readonly load: (wanted: Wanted) => Promise<Page | undefined>;
  readonly onMend?: (cell: CellPlace) => void;
}

const XLSX = 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet';
const LENGTH = 100;

function Findings({ atWork, work, load, onMend }: FindingsProps) {
  const [does, setDoes] = useState<Does>();
  const [from, setFrom] = useState(0);
  const page = useLoaded(
    () => load({ from, ...(does && { does }) }),
    `${does ?? 'all'} ${from}`,
    work,
  );
  const { by: countOf, count } = work.findings;
  const show = (wanted: Does | undefined): void => {
    setDoes(wanted);
    setFrom(0);
  };
  if (!page) return <TableLoading />;
  const toMend = count - countOf['left-out'];
  return (
    <>
      <div className="tools">
        <div className="pick-choices pick" role="group" aria-label={spoken(words.steps.findings)}>
          <button type="button" aria-pressed={!does} onClick={() => show(undefined)}>
            <Text words={words.all} beside /> <b>{count}</b>
          </button>
          {doesSchema.options.map((each) => (
            <button
              key={each}
              type="button"
              data-does={each}
              aria-pressed={each === does}
              disabled={countOf[each] === 0}
              onClick={() => show(each)}
            >
              <Text words={words.does[each]} beside /> <b>{countOf[each]}</b>
            </button>
          ))}
        </div>
        {toMend > 0 && (
          <div className="set-up-row mark-workbook">
            <SaveFile
              words={words.mark}
              type={XLSX}
              make={async () => {
                const marked = await atWork.marked();
                return marked?.ok ? { ok: true, value: marked.value.file } : marked;
              }}
            />
            <p className="quiet">
              <Text words={words.markMore} beside />
            </p>
          </div>
        )}
      </div>
      {count === 0 && (
        <p>
          <Text words={words.noFindings} beside />
        </p>
      )}
      <FindingGroups items={page.items} onMend={onMend} />
      <Pager from={from} length={LENGTH} count={page.count} onFrom={setFrom} />
    </>
  );
}

/** Those that ask for the same are together, and say it once. */
function FindingGroups({
  items,
  onMend,
}: {
  readonly items: readonly Shown[];
  readonly onMend: FindingsProps['onMend'];
}) {
  const groups = Map.groupBy(items, ({ does, what }) => `${does} ${what.zh}`);
  return [...groups].map(([key, group]) => {
    const [first] = group;
    if (!first) return undefined;
    return (
      <section key={key} className="findings" data-does={first.does}>
        <h3>
          <span className="does">{words.does[first.does].zh}</span>
          <Text words={first.what} beside />
        </h3>
        <ul>
          {group.map(({ place, cell }, i) => (
            <li key={`${i} ${place.en}`}>
              {cell && onMend ? (
                <button
                  type="button"
                  title={words.openRow(cell.row).zh}
                  onClick={() => onMend(cell)}
                >
                  {place.zh}
                </button>
              ) : (
                place.zh
              )}
            </li>
          ))}
        </ul>
      </section>
    );
  });
}
