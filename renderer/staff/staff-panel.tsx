import { use, useCallback, useEffect, useState } from 'react';
import type { CameraSetting } from '../../shared/contract/readers.ts';
import type { Lane } from '../../shared/contract/people.ts';
import type { StaffStatus } from '../../shared/contract/station.ts';
import type { Client } from '../link/client.ts';
import { CameraChoice } from '../camera/camera-choice.tsx';
import { Ask } from '../ui/ask.tsx';
import { askForHelp } from '../ui/help-call.ts';
import { PageDesk } from '../saving/saving.ts';
import { Button } from '../ui/button.tsx';
import { CrossIcon } from '../ui/icons.tsx';
import { Text, type Words } from '../ui/text.tsx';
import { Figures, LaneSwitch, LedgerCard, NoticesCard, ReadersCard } from './panel-cards.tsx';
import { AuditLog } from './audit-log.tsx';
import { PeopleCard } from './people-card.tsx';
import { PaperEntrySheet } from './paper-entry.tsx';
import { PrinterCard } from './printer-card.tsx';
import { SavingCard } from './saving-card.tsx';
import { RoleCard } from './role-card.tsx';
import './staff-panel.css';
import { moreWords, staffWords } from './words.ts';

const REFRESH_MS = 5_000;

export interface StaffPanelProps {
  readonly client: Client;
  readonly staffKey: string;
  readonly camera: CameraSetting;
  readonly onLane: (lane: Lane) => void;
  readonly onExpired: () => void;
  readonly onClose: () => void;
}

/** The result of the last tap. */
interface Said {
  readonly words: Words;
  readonly well: boolean;
}
const well = (words: Words): Said => ({ words, well: true });
const badly = (words: Words): Said => ({ words, well: false });

export function StaffPanel(props: StaffPanelProps) {
  const { client, staffKey: key, camera, onLane, onExpired, onClose } = props;
  const { keep } = use(PageDesk);
  const [status, setStatus] = useState<StaffStatus>();
  const [said, setSaid] = useState<Said>();
  const [leaving, setLeaving] = useState(false);
  const [busy, setBusy] = useState<'backing-up' | 'saving-facts'>();
  const [sheet, setSheet] = useState<'paper' | 'audit'>();

  const refresh = useCallback(async () => {
    const answer = await client.call('staff.status', { key });
    if (answer.ok) setStatus(answer.value);
    else onExpired();
  }, [client, key, onExpired]);

  /** Each tap ends in a sentence or in new figures. */
  async function act(work: () => Promise<void>): Promise<void> {
    setSaid(undefined);
    try {
      await work();
      await refresh();
    } catch {
      setSaid(badly(staffWords.unanswered));
    }
  }

  useEffect(() => {
    const again = (): void => {
      refresh().catch(() => setSaid(badly(staffWords.unanswered)));
    };
    again();
    const timer = setInterval(again, REFRESH_MS);
    // Who plugs a reader in, or switches the camera on, looks for it here at once.
    const deaf = client.listen({ readers: again });
    return () => {
      clearInterval(timer);
      deaf();
    };
  }, [client, refresh]);

  const setLane = (lane: Lane): Promise<void> =>
    act(async () => {
      const set = await client.call('staff.lane', { key, lane });
      if (set.ok) onLane(set.value);
    });
  const backUp = (): Promise<void> =>
    act(async () => {
      setBusy('backing-up');
      try {
        const made = await client.call('staff.backup', { key });
        if (made.ok) setSaid(well(staffWords.backedUp(made.value.facts)));
        else if (made.fault.kind === 'backup-failed') setSaid(badly(staffWords.backupFailed));
      } finally {
        setBusy(undefined);
      }
    });
  const saveFacts = (): Promise<void> =>
    act(async () => {
      setBusy('saving-facts');
      try {
        const made = await client.call('staff.saveFacts', { key });
        if (!made.ok) return;
        const kept = await keep(made.value, 'application/json', key);
        if (kept.how === 'dropped') return;
        setSaid(well(staffWords.factsSaved(kept.how === 'saved' ? kept.where : kept.name)));
      } finally {
        setBusy(undefined);
      }
    });
  const acknowledge = (upTo: number): Promise<void> =>
    act(async () => {
      await client.call('staff.acknowledge', { key, upTo });
    });
  const leave = (): Promise<void> =>
    act(async () => {
      try {
        const left = await client.call('staff.leave', { key });
        if (!left.ok && left.fault.kind === 'not-here') setSaid(badly(staffWords.notHere));
      } finally {
        setLeaving(false);
      }
    });

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
            <Text words={status.fair} />
          </p>
        )}
        <Button look="second" icon={<CrossIcon />} words={staffWords.close} onPress={onClose} />
      </div>
      {status && (
        <div className="panel-cards">
          <Figures status={status} />
          <LaneSwitch lane={status.lane} onLane={(lane) => void setLane(lane)} />
          <ReadersCard readers={status.readers}>
            <CameraChoice staffKey={key} setting={camera} />
          </ReadersCard>
          <LedgerCard
            status={status}
            busy={busy}
            onBackUp={() => void backUp()}
            onSaveFacts={() => void saveFacts()}
          />
          <PeopleCard client={client} staffKey={key} />
          <PrinterCard client={client} staffKey={key} />
          <SavingCard client={client} staffKey={key} />
          <RoleCard client={client} staffKey={key} status={status} onChanged={onClose} />
          <NoticesCard
            notices={status.notices}
            onAcknowledge={() => void acknowledge(status.newestNotice)}
          />
        </div>
      )}
      <footer className="panel-foot">
        <output data-well={said?.well}>{said && <Text words={said.words} />}</output>
        <Button look="plain" words={moreWords.handbook} onPress={askForHelp} />
        <Button look="plain" words={moreWords.paper} onPress={() => setSheet('paper')} />
        <Button look="plain" words={moreWords.audit} onPress={() => setSheet('audit')} />
        <Button look="second" words={staffWords.leave} onPress={() => setLeaving(true)} />
      </footer>
      {leaving && (
        <Ask
          title={staffWords.leaveTitle}
          yes={staffWords.leaveYes}
          no={staffWords.stay}
          onYes={leave}
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
      {sheet === 'audit' && (
        <AuditLog client={client} staffKey={key} onClose={() => setSheet(undefined)} />
      )}
    </div>
  );
}
