import { useState } from 'react';
import type { BackupLine } from '../../../shared/contract/afterwards.ts';
import { Ask } from '../../ui/ask.tsx';
import { Button } from '../../ui/button.tsx';
import { Text, type Words } from '../../ui/text.tsx';
import { Heading } from './heading.tsx';
import type { AfterwardsPartProps } from './part.ts';
import { StickBackups } from './stick-backups.tsx';
import { afterwardsWords as words } from './words.ts';

/** The backups of this station's ledger, and the way back to one of them. */
export function BackupsPart({ atWork, state }: AfterwardsPartProps) {
  const [busy, setBusy] = useState(false);
  const [said, setSaid] = useState<Words>();
  const [asked, setAsked] = useState<BackupLine>();
  const [refused, setRefused] = useState<Words>();

  async function backUp(): Promise<void> {
    setBusy(true);
    const made = await atWork.backUp();
    setBusy(false);
    setSaid(made?.ok ? words.backedUp : words.backupFailed);
  }

  async function restore({ file }: BackupLine): Promise<void> {
    const ordered = await atWork.restore(file);
    if (ordered?.ok) return setAsked(undefined);
    const kind = ordered?.fault.kind;
    setRefused(
      kind === 'gone' || kind === 'damaged' || kind === 'not-here'
        ? words.restoreFaults[kind]
        : words.notSaved,
    );
  }

  function ask(backup: BackupLine): void {
    setRefused(undefined);
    setAsked(backup);
  }

  return (
    <section>
      <Heading title={words.backupsTitle} more={words.backupsMore} />
      <div className="tools">
        <Button look="first" words={words.backUpNow} busy={busy} onPress={() => void backUp()} />
        <output role="alert">{said && <Text words={said} beside />}</output>
      </div>
      {state.backups.length === 0 ? (
        <p>
          <Text words={words.backupsNone} beside />
        </p>
      ) : (
        <BackupsTable backups={state.backups} onRestore={ask} />
      )}
      <StickBackups atWork={atWork} onBrought={ask} />
      {asked && (
        <Ask
          title={words.restoreTitle}
          yes={words.restoreYes}
          no={words.cancel}
          said={refused}
          onYes={() => restore(asked)}
          onNo={() => setAsked(undefined)}
        >
          <p>
            {asked.at.day} {asked.at.time}
          </p>
          <p>
            <Text words={words.restoreMore(asked.facts, state.facts)} />
          </p>
          <p>
            <Text words={words.restoreAgain} />
          </p>
        </Ask>
      )}
    </section>
  );
}

interface TableProps {
  readonly backups: readonly BackupLine[];
  readonly onRestore: (backup: BackupLine) => void;
}

function BackupsTable({ backups, onRestore }: TableProps) {
  return (
    <table>
      <thead>
        <tr>
          <th scope="col">
            <Text words={words.backupsColumns.at} />
          </th>
          <th scope="col" className="number">
            <Text words={words.backupsColumns.facts} />
          </th>
          <th scope="col">
            <Text words={words.backupsColumns.deed} />
          </th>
        </tr>
      </thead>
      <tbody>
        {backups.map((backup) => (
          <tr key={backup.file}>
            <td>
              <time>
                {backup.at.day} {backup.at.time}
              </time>
            </td>
            <td className="number">{backup.facts.toLocaleString('en-US')}</td>
            <td>
              <Button words={words.restore} onPress={() => onRestore(backup)} />
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}
