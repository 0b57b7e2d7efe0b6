import { useEffect } from 'react';
import { useStore } from 'zustand';
import { Text } from '../ui/text.tsx';
import { AuditStanding, AuditTable } from './audit-table.tsx';
import type { OrganiserAtWork } from './day.ts';
import { SaveFile } from './save-file.tsx';
import { organiserWords as words } from './words.ts';

/** Who did what at this fair. */
export function AuditPage({ organiser }: { organiser: OrganiserAtWork }) {
  const { audit } = useStore(organiser);
  useEffect(() => void organiser.loadAudit(), [organiser]);
  if (!audit) {
    return (
      <p>
        <Text words={words.loading} />
      </p>
    );
  }
  return (
    <>
      <AuditStanding whole={audit.whole} />
      <SaveFile words={words.saveAudit} type="text/csv" make={() => organiser.exportAudit()} />
      <AuditTable audit={audit} />
    </>
  );
}
