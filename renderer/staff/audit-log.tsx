import { deedWords } from '../../shared/audit-words.ts';
import { useEffect, useState } from 'react';
import type { AuditView } from '../../shared/contract/station.ts';
import type { Client } from '../link/client.ts';
import { ListSheet } from '../ui/list-sheet.tsx';
import { Text } from '../ui/text.tsx';
import './audit-log.css';
import { momentText, moreWords as words, staffWords } from './words.ts';

export interface AuditLogProps {
  readonly client: Client;
  readonly staffKey: string;
  readonly onClose: () => void;
}

/** What was done at this station, the newest first. */
export function AuditLog({ client, staffKey: key, onClose }: AuditLogProps) {
  const [view, setView] = useState<AuditView>();
  useEffect(() => {
    const load = async (): Promise<void> => {
      const reply = await client.call('staff.audit', { key }).catch(() => undefined);
      if (reply?.ok) setView(reply.value);
    };
    void load();
  }, [client, key]);
  return (
    <ListSheet
      title={words.audit}
      close={staffWords.close}
      onClose={onClose}
      head={
        view && (
          <output className="audit-standing" data-well={view.whole}>
            <Text words={view.whole ? words.auditWhole : words.auditBroken} beside />
          </output>
        )
      }
    >
      <ul className="audit-log">
        {view?.entries.map((entry, i) => (
          <li key={i}>
            <time>{momentText(entry.at)}</time>
            <Text words={deedWords(entry.did)} beside />
            <span>{entry.about}</span>
          </li>
        ))}
      </ul>
    </ListSheet>
  );
}
