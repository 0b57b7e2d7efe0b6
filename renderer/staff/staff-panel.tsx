import { useState } from 'react';
import type { CameraSetting } from '../../shared/contract/readers.ts';
import type { Lane } from '../../shared/contract/people.ts';
import type { Client } from '../link/client.ts';
import { CameraChoice } from '../camera/camera-choice.tsx';
import { Ask } from '../ui/ask.tsx';
import { askForHelp } from '../ui/help-call.ts';
import { Button } from '../ui/button.tsx';
import { EndedInPanel } from '../ending/ended-in-panel.tsx';
import { CrossIcon } from '../ui/icons.tsx';
import { Text } from '../ui/text.tsx';
import { Figures, LaneSwitch, LedgerCard, NoticesCard, ReadersCard } from './panel-cards.tsx';
import { AuditLog } from './audit-log.tsx';
import { PeopleCard } from './people-card.tsx';
import { PaperEntrySheet } from './paper-entry.tsx';
import { usePanelTaps } from './panel-taps.ts';
import { PrinterCard } from './printer-card.tsx';
import { SavingCard } from './saving-card.tsx';
import { RevisionSticks } from './revision-sticks.tsx';
import { revisionWords } from './revision-words.ts';
import { RoleCard } from './role-card.tsx';
import './staff-panel.css';
import { moreWords, staffWords } from './words.ts';

export interface StaffPanelProps {
  readonly client: Client;
  readonly staffKey: string;
  readonly camera: CameraSetting;
  readonly onLane: (lane: Lane) => void;
  readonly onExpired: () => void;
  readonly onClose: () => void;
}

export function StaffPanel(props: StaffPanelProps) {
  const { client, staffKey: key, camera, onClose } = props;
  const { status, said, busy, ...taps } = usePanelTaps(props);
  const [leaving, setLeaving] = useState(false);
  const [sheet, setSheet] = useState<'paper' | 'audit' | 'revision'>();

  return (
    <div className="panel" data-testid="staff-panel">
      <div className="panel-head">
        <h2>
          {status ? (
            <Text
              words={{ zh: status.station.zh, en: `${status.station.en} · slot ${status.slot}` }}
            />
          ) : (
            <Text words={staffWords.loading} />
          )}
        </h2>
        {status && (
          <p className="panel-fair">
            <b>
              <Text words={staffWords.panel} beside />
            </b>
            <Text words={{ ...status.fair, en: '' }} />
          </p>
        )}
        <Button look="second" icon={<CrossIcon />} words={staffWords.close} onPress={onClose} />
      </div>
      <EndedInPanel
        client={client}
        staffKey={key}
        saving={busy === 'saving-facts'}
        onSaveFacts={() => void taps.saveFacts()}
      />
      {status && (
        <div className="panel-cards">
          <Figures status={status} />
          <LaneSwitch lane={status.lane} onLane={(lane) => void taps.setLane(lane)} />
          <ReadersCard readers={status.readers}>
            <CameraChoice staffKey={key} setting={camera} />
          </ReadersCard>
          <LedgerCard
            status={status}
            busy={busy}
            onBackUp={() => void taps.backUp()}
            onSaveFacts={() => void taps.saveFacts()}
          />
          <PeopleCard client={client} staffKey={key} />
          <PrinterCard client={client} staffKey={key} />
          <SavingCard client={client} staffKey={key} />
          <RoleCard client={client} staffKey={key} status={status} onChanged={onClose} />
          <NoticesCard
            notices={status.notices}
            onAcknowledge={() => void taps.acknowledge(status.newestNotice)}
          />
        </div>
      )}
      <footer className="panel-foot">
        <output data-well={said?.well}>{said && <Text words={said.words} />}</output>
        <Button look="plain" words={moreWords.handbook} onPress={askForHelp} />
        <Button look="plain" words={moreWords.paper} onPress={() => setSheet('paper')} />
        <Button look="plain" words={moreWords.audit} onPress={() => setSheet('audit')} />
        <Button look="plain" words={revisionWords.open} onPress={() => setSheet('revision')} />
        <Button look="second" words={staffWords.leave} onPress={() => setLeaving(true)} />
      </footer>
      {leaving && (
        <Ask
          title={staffWords.leaveTitle}
          yes={staffWords.leaveYes}
          no={staffWords.stay}
          onYes={() => taps.leave().finally(() => setLeaving(false))}
          onNo={() => setLeaving(false)}
        >
          <p>
            <Text words={staffWords.leaveMore} />
          </p>
        </Ask>
      )}
      {sheet === 'paper' && (
        <PaperEntrySheet client={client} staffKey={key} onClose={() => setSheet(undefined)} />
      )}
      {sheet === 'revision' && (
        <RevisionSticks client={client} staffKey={key} onClose={() => setSheet(undefined)} />
      )}
      {sheet === 'audit' && (
        <AuditLog client={client} staffKey={key} onClose={() => setSheet(undefined)} />
      )}
    </div>
  );
}
