import { useEffect, useState } from 'react';
import type { CallOutput } from '../../shared/contract/calls.ts';
import { LONGEST_FILE } from '../../shared/contract/first.ts';
import type { Words } from '../../shared/say.ts';
import { joiningWords } from '../../shared/words/joining-words.ts';
import type { Client } from '../link/client.ts';
import { sendInParts } from '../link/in-parts.ts';
import { PickFile } from '../organiser/pick-file.tsx';
import { ListSheet } from '../ui/list-sheet.tsx';
import { Text } from '../ui/text.tsx';
import { joinWords as words } from './join-words.ts';
import './sticks.css';

type OnSticks = CallOutput<'first.sticks'>;

const LOOKS_AGAIN_MS = 1_500;

/** The stations' files on what is plugged in; a stick appears by itself. */
export function Sticks({ client, onClose }: { client: Client; onClose: () => void }) {
  const [there, setThere] = useState<OnSticks>();
  const [said, setSaid] = useState<Words>();
  useEffect(() => {
    let open = true;
    let timer: ReturnType<typeof setTimeout> | undefined;
    const look = async (): Promise<void> => {
      const now = await client.call('first.sticks', {}).catch(() => undefined);
      if (!open) return;
      if (now) setThere(now);
      timer = setTimeout(() => void look(), LOOKS_AGAIN_MS);
    };
    void look();
    return () => {
      open = false;
      clearTimeout(timer);
    };
  }, [client]);

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
      {there?.files.length === 0 && (
        <p className="sticks-none">
          <Text words={there.sticks.length === 0 ? words.noStick : words.noFile} />
        </p>
      )}
      <ul className="sticks-files">
        {there?.files.map(({ id, stick, name, fair, station }) => (
          <li key={id}>
            <button
              type="button"
              onClick={() => {
                onClose();
                client.call('first.takeFile', { id }).catch(() => undefined);
              }}
            >
              <b>
                {station.slot} · <Text words={station.name} beside />
              </b>
              <Text words={fair} beside />
              <small>
                <Text words={words.onStick(stick, name)} />
              </small>
            </button>
          </li>
        ))}
      </ul>
    </ListSheet>
  );
}
