import { useState } from 'react';
import type { TakeOverFault } from '../../shared/joining-faults.ts';
import type { Client } from '../link/client.ts';
import { Button } from '../ui/button.tsx';
import { CodeOnPhone } from '../ui/pictures.tsx';
import { Screen, Title } from '../ui/screen.tsx';
import { ListSheet } from '../ui/list-sheet.tsx';
import { Text } from '../ui/text.tsx';
import { Wind } from '../ui/willow.tsx';
import { FairFiles } from './fair-files.tsx';
import { ScanAct, type Scanning } from './scan-act.tsx';
import { SheetLines } from './sheet-lines.tsx';
import { TakeOverSaid } from './take-over-said.tsx';
import { takeOverText as words } from './take-over-words.ts';

export interface TakeOverSheetProps {
  readonly client: Client;
  readonly scanning: Scanning;
  readonly said: TakeOverFault | undefined;
  readonly onBack: () => void;
}

/** The sheet from the safe, scanned or typed; or the organiser's file itself. */
export function TakeOverSheet({ client, scanning, said, onBack }: TakeOverSheetProps) {
  const [open, setOpen] = useState<'no' | 'lines' | 'files'>('no');
  const close = (): void => setOpen('no');
  return (
    <>
      <Screen
        name="take-over-sheet"
        tone={said === undefined ? 'calm' : 'bad'}
        scene={
          <>
            <Wind />
            <Title words={words.sheet} />
            <p className="lead">
              <Text words={words.sheetMore} />
            </p>
            <TakeOverSaid said={said} />
          </>
        }
        act={
          <ScanAct
            scanning={scanning}
            picture={<CodeOnPhone />}
            atScanner={words.atScanner}
            inFrame={words.inFrame}
          >
            <Button words={words.type} onPress={() => setOpen('lines')} />
            <Button words={words.byFile} onPress={() => setOpen('files')} />
          </ScanAct>
        }
        ways={<Button look="plain" words={words.back} onPress={onBack} />}
      />
      {open === 'lines' && (
        <SheetLines
          onSend={async (lines) => {
            const sent = await client.call('first.sheetLines', { lines: [...lines] });
            return sent.ok ? undefined : words.linesNotRight;
          }}
          onClose={close}
        />
      )}
      {open === 'files' && (
        <ListSheet title={words.byFile} close={words.close} onClose={close}>
          <FairFiles client={client} onTaken={close} />
        </ListSheet>
      )}
    </>
  );
}
