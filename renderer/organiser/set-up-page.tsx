import { use, useEffect, useState } from 'react';
import { useStore } from 'zustand';
import type { SetUp, SetUpTable } from '../../shared/contract/setup.ts';
import { PageDesk } from '../saving/saving.ts';
import { keptWords } from '../saving/words.ts';
import { Button } from '../ui/button.tsx';
import { Text, type Words } from '../ui/text.tsx';
import { Checklist } from './checklist.tsx';
import type { OrganiserAtWork } from './day.ts';
import { EnrolMachine } from './enrol-machine.tsx';
import { OpenKeys } from './open-keys.tsx';
import { PickFile } from './pick-file.tsx';
import { PrintCards } from './print-cards.tsx';
import { type Publishing, usePublishing } from './publishing.ts';
import { Settle } from './settle.tsx';
import type { SetUpAtWork } from './set-up.ts';
import './set-up-page.css';
import { SetUpProgress } from './set-up-progress.tsx';
import { TableReview } from './table-review.tsx';
import { tableWords } from './table-words.ts';
import { UndoImport, UndoPeople } from './undo-import.tsx';
import { setUpWords as words } from './set-up-words.ts';
import { organiserWords } from './words.ts';

const XLSX = 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet';
const tables: readonly SetUpTable[] = ['employers', 'people'];

export interface SetUpPageProps {
  readonly organiser: OrganiserAtWork;
  /** Absent at the server, which has no keys. */
  readonly atWork: SetUpAtWork | undefined;
}

/** Before the fair opens: what is missing, and the tables that supply it. */
export function SetUpPage({ organiser, atWork }: SetUpPageProps) {
  const { checklist } = useStore(organiser);
  useEffect(() => void organiser.loadChecklist(), [organiser]);
  return (
    <div className="set-up">
      {atWork && <Work atWork={atWork} organiser={organiser} />}
      {checklist && <Checklist items={checklist} />}
    </div>
  );
}

function Work({ atWork, organiser }: { atWork: SetUpAtWork; organiser: OrganiserAtWork }) {
  const { setUp, trouble } = useStore(atWork);
  const publishing = usePublishing(atWork);
  useEffect(() => atWork.begin(), [atWork]);
  const work = setUp?.work ?? undefined;
  const at = work?.at;
  useEffect(() => {
    if (at === 'published') void organiser.loadChecklist();
  }, [at, organiser]);
  return (
    <div className="set-up-work">
      {trouble && (
        <p className="organiser-trouble" role="alert">
          <Text words={organiserWords.unanswered} beside />
        </p>
      )}
      {setUp && !setUp.open && <OpenKeys client={atWork.client} />}
      {setUp?.open && <Opened {...{ atWork, setUp, publishing }} open={setUp.open} />}
      {work && !setUp?.open && <SetUpProgress {...{ atWork, work, publishing }} />}
    </div>
  );
}

interface OpenedProps {
  readonly atWork: SetUpAtWork;
  readonly setUp: SetUp;
  readonly open: NonNullable<SetUp['open']>;
  readonly publishing: Publishing;
}

function Opened({ atWork, setUp, open, publishing }: OpenedProps) {
  const { keep } = use(PageDesk);
  const [said, setSaid] = useState<Words>();
  const [making, setMaking] = useState<SetUpTable>();
  async function template(table: SetUpTable): Promise<void> {
    setMaking(table);
    const made = await atWork.template(table);
    setMaking(undefined);
    setSaid(made ? keptWords(await keep(made, XLSX)) : words.notSaved);
  }
  const { work } = setUp;
  const busy = work?.at === 'sealing' || work?.at === 'checking';
  if (work?.at === 'employers' || work?.at === 'people')
    return <TableReview {...{ atWork, work, publishing }} />;
  return (
    <>
      <p className="set-up-open">
        <Text
          words={words.isOpen(open.revision, open.employers, {
            places: open.posts,
            some: open.some,
          })}
          beside
        />
        <Button words={words.lock} onPress={() => void atWork.lock()} />
      </p>
      {work && <SetUpProgress {...{ atWork, publishing, work }} />}
      {setUp.other && <Settle {...{ publishing, setUp, open }} other={setUp.other} />}
      {tables.map((table) => (
        <section key={table} className="set-up-table">
          <h2>
            <Text words={words.tables[table].title} beside />
          </h2>
          <p>
            <Text words={words.tables[table].more} />
          </p>
          <div className="set-up-row">
            <PickFile
              words={words.choose}
              accept=".xlsx,.xls,.csv,.txt"
              disabled={busy}
              onPick={(file) => {
                setSaid(undefined);
                void atWork.send(table, file);
              }}
              onSeveral={() => setSaid(tableWords.several)}
            />
            <Button
              words={words.template}
              busy={making === table}
              onPress={() => void template(table)}
            />
          </div>
        </section>
      ))}
      <output role="alert">{said && <Text words={said} beside />}</output>
      {setUp.undo && <UndoImport publishing={publishing} undo={setUp.undo} />}
      {setUp.undoPeople !== null && <UndoPeople atWork={atWork} people={setUp.undoPeople} />}
      <PrintCards atWork={atWork} zones={setUp.zones} />
      <EnrolMachine atWork={atWork} stations={setUp.stations} />
    </>
  );
}
