import { use, useState } from 'react';
import type { SetUpTable } from '../../../shared/contract/setup.ts';
import { PageDesk } from '../../saving/saving.ts';
import { keptWords } from '../../saving/words.ts';
import { Button } from '../../ui/button.tsx';
import { Text, type Words } from '../../ui/text.tsx';
import { DeliveryHere } from '../delivery/delivery.tsx';
import { PickFile } from '../pick-file.tsx';
import { Codes } from '../prints/codes.tsx';
import type { SetUpAtWork } from '../set-up/set-up.ts';
import type { SetUpPartProps } from '../set-up/set-up-part.ts';
import { setUpWords as words } from '../set-up/set-up-words.ts';
import { tableWords } from './table-words.ts';
import { UndoImport, UndoPeople } from './undo-import.tsx';
import { useKeys } from '../keys/with-keys.ts';

const XLSX = 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet';

/** Employers and their posts, from a table; and the last import, to be taken back. */
export const EmployersPart = ({
  atWork,
  setUp,
  publishing,
}: Pick<SetUpPartProps, 'atWork' | 'setUp' | 'publishing'>) => (
  <>
    <Table table="employers" {...{ atWork, setUp }} />
    {setUp.undo && <UndoImport publishing={publishing} undo={setUp.undo} />}
  </>
);

/** The same for people who registered on line. */
export const PeoplePart = ({ atWork, setUp }: SetUpPartProps) => (
  <>
    <Table table="people" {...{ atWork, setUp }} />
    <DeliveryHere {...{ atWork, setUp }} />
    <Codes {...{ atWork, setUp }} />
    {setUp.undoPeople !== null && <UndoPeople atWork={atWork} people={setUp.undoPeople} />}
  </>
);

interface TableProps extends Pick<SetUpPartProps, 'setUp'> {
  readonly table: SetUpTable;
  readonly atWork: SetUpAtWork;
}

function Table({ table, atWork, setUp: { work } }: TableProps) {
  const { keep } = use(PageDesk);
  const [said, setSaid] = useState<Words>();
  const [making, setMaking] = useState(false);
  const withKeys = useKeys();
  const busy = work?.at === 'sealing' || work?.at === 'checking';
  async function template(): Promise<void> {
    setMaking(true);
    const made = await atWork.template(table);
    setMaking(false);
    setSaid(made ? keptWords(await keep(made, XLSX)) : words.notSaved);
  }
  return (
    <section className="set-up-table">
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
            void withKeys(() => atWork.send(table, file));
          }}
          onSeveral={() => setSaid(tableWords.several)}
        />
        <Button words={words.template} busy={making} onPress={() => void template()} />
      </div>
      <output role="alert">{said && <Text words={said} beside />}</output>
    </section>
  );
}
