import { use, useState } from 'react';
import type { CallOutput } from '../../../shared/contract/calls.ts';
import type { BackupLine, StickBackup } from '../../../shared/contract/afterwards.ts';
import { PageDesk } from '../../saving/saving.ts';
import { keptWords } from '../../saving/words.ts';
import { Button } from '../../ui/button.tsx';
import { useOnSticks } from '../../ui/on-sticks.tsx';
import { StickSheet, useTaking } from '../../ui/stick-sheet.tsx';
import { Text, type Words } from '../../ui/text.tsx';
import { useKeys } from '../keys/with-keys.ts';
import type { AfterwardsAtWork } from './afterwards.ts';
import {
  sealFaults,
  stickBackupFaults,
  stickBackupWords as words,
  takeBackupFaults,
} from './backup-words.ts';
import './stick-backups.css';

export interface StickBackupsProps {
  readonly atWork: AfterwardsAtWork;
  /** One has come among the backups here. */
  readonly onBrought: (backup: BackupLine) => void;
}

/** A backup that survives this machine: sealed to a stick, and brought back from it. */
export function StickBackups({ atWork, onBrought }: StickBackupsProps) {
  const { keep } = use(PageDesk);
  const [busy, setBusy] = useState(false);
  const [said, setSaid] = useState<Words>();
  const [bringing, setBringing] = useState(false);

  async function save(): Promise<void> {
    setBusy(true);
    setSaid(undefined);
    const made = await atWork.sealBackup();
    setBusy(false);
    if (!made) return setSaid(words.unanswered);
    if (!made.ok) return setSaid(sealFaults[made.fault.kind]);
    setSaid(keptWords(await keep(made.value, 'application/zip')));
  }

  return (
    <section className="stick-backups">
      <h3>
        <Text words={words.title} beside />
      </h3>
      <p>
        <Text words={words.more} />
      </p>
      <p className="quiet">
        <Text words={words.until} />
      </p>
      <div className="tools">
        <Button words={words.save} busy={busy} onPress={() => void save()} />
        <Button words={words.bring} onPress={() => setBringing(true)} />
        <output role="alert">{said && <Text words={said} beside />}</output>
      </div>
      {bringing && (
        <Bring
          atWork={atWork}
          onClose={() => setBringing(false)}
          onBrought={({ backup, lists }) => {
            setBringing(false);
            if (lists > 0) setSaid(words.listsCame(lists));
            onBrought(backup);
          }}
        />
      )}
    </section>
  );
}

type Brought = Extract<CallOutput<'afterwards.takeBackup'>, { ok: true }>['value'];

interface BringProps {
  readonly atWork: AfterwardsAtWork;
  readonly onBrought: (brought: Brought) => void;
  readonly onClose: () => void;
}

function Bring({ atWork, onBrought, onClose }: BringProps) {
  const withKeys = useKeys();
  const there = useOnSticks(atWork.stickBackups);
  const { taking, ...tapped } = useTaking(async (id) => {
    const taken = await withKeys(() => atWork.takeBackup(id));
    if (taken?.ok) {
      onBrought(taken.value);
      return undefined;
    }
    return { words: taken ? takeBackupFaults[taken.fault.kind] : words.unanswered, well: false };
  });
  return (
    <StickSheet
      {...{ words, there, taking, onClose, ...tapped }}
      head={words.choose}
      files={(there?.files ?? []).map((file) => shownOf(file, taking))}
    />
  );
}

function shownOf(file: StickBackup, taking: boolean) {
  const { id, stick, name } = file;
  if (file.is !== 'ours') {
    const more = <Text words={stickBackupFaults[file.is]} beside />;
    return { id, stick, name, title: name, more, off: true };
  }
  const title = <Text words={words.file(file.at, file.facts, file.people)} beside />;
  return { id, stick, name, title, more: <Text words={words.ours} beside />, off: taking };
}
