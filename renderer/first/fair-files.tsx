import { useState } from 'react';
import { LONGEST_FILE } from '../../shared/contract/first.ts';
import { takeOverWords } from '../../shared/words/take-over-words.ts';
import type { Client } from '../link/client.ts';
import { sendInParts } from '../link/in-parts.ts';
import { PickFile } from '../organiser/pick-file.tsx';
import { Text, type Words } from '../ui/text.tsx';
import { joinWords } from './join-words.ts';
import { StickFiles, useOnSticks } from '../ui/on-sticks.tsx';
import './sticks.css';
import { takeOverText as words } from './take-over-words.ts';

export interface FairFilesProps {
  readonly client: Client;
  readonly onTaken?: () => void;
}

/** What the sticks hold of a fair, the newest first; a file from elsewhere is picked. */
export function FairFiles({ client, onTaken }: FairFilesProps) {
  const there = useOnSticks(() => client.call('first.fairFiles', {}));
  const [said, setSaid] = useState<Words>();

  async function pick(file: File): Promise<void> {
    if (file.size === 0 || file.size > LONGEST_FILE) {
      return setSaid(takeOverWords['not-a-fair-file']);
    }
    const send = async (): Promise<boolean> => {
      await client.call('first.fairBegin', { bytes: file.size });
      return sendInParts(file, (base64) => client.call('first.fairPart', { base64 }));
    };
    const sent = await send().catch(() => false);
    if (sent) onTaken?.();
    setSaid(sent ? undefined : joinWords.unanswered);
  }

  return (
    <>
      <StickFiles
        there={there}
        none={words}
        files={(there?.files ?? []).map(({ holds, fair, revision, ...file }) => ({
          ...file,
          title: <Text words={fair} beside />,
          more: (
            <>
              <Text words={words.revision(revision)} beside /> ·{' '}
              <Text words={holds === 'keys' ? words.withKeys : words.fairOnly} beside />
            </>
          ),
        }))}
        onTake={(id) => {
          onTaken?.();
          client.call('first.takeFairFile', { id }).catch(() => undefined);
        }}
      />
      <div className="sticks-head">
        <PickFile
          words={joinWords.pickFile}
          accept=".json,application/json"
          onPick={(file) => void pick(file)}
        />
        <output>{said && <Text words={said} beside />}</output>
      </div>
    </>
  );
}
