import { useState } from 'react';
import { LONGEST_FILE } from '../../shared/contract/first.ts';
import type { Words } from '../../shared/say.ts';
import { joiningWords } from '../../shared/words/joining-words.ts';
import type { Client } from '../link/client.ts';
import { sendInParts } from '../link/in-parts.ts';
import { PickFile } from '../organiser/pick-file.tsx';
import { ListSheet } from '../ui/list-sheet.tsx';
import { Text } from '../ui/text.tsx';
import { joinWords as words } from './join-words.ts';
import { StickFiles, useOnSticks } from '../ui/on-sticks.tsx';
import './sticks.css';

/** The stations' files on what is plugged in. */
export function Sticks({ client, onClose }: { client: Client; onClose: () => void }) {
  const there = useOnSticks(() => client.call('first.sticks', {}));
  const [said, setSaid] = useState<Words>();

  async function pick(file: File): Promise<void> {
    if (file.size === 0 || file.size > LONGEST_FILE)
      return setSaid(joiningWords['not-a-station-file']);
    const send = async (): Promise<boolean> => {
      await client.call('first.fileBegin', { bytes: file.size });
      return sendInParts(file, (base64) => client.call('first.filePart', { base64 }));
    };
    const sent = await send().catch(() => false);
    if (sent) onClose();
    else setSaid(words.unanswered);
  }

  return (
    <ListSheet
      title={words.sticks}
      close={words.close}
      onClose={onClose}
      head={
        <div className="sticks-head">
          <output>{said && <Text words={said} beside />}</output>
          <PickFile
            words={words.pickFile}
            accept=".json,application/json"
            onPick={(file) => void pick(file)}
          />
        </div>
      }
    >
      <StickFiles
        there={there}
        none={words}
        files={(there?.files ?? []).map(({ fair, station, ...file }) => ({
          ...file,
          title: (
            <>
              {station.slot} · <Text words={station.name} beside />
            </>
          ),
          more: <Text words={fair} beside />,
        }))}
        onTake={(id) => {
          onClose();
          client.call('first.takeFile', { id }).catch(() => undefined);
        }}
      />
    </ListSheet>
  );
}
