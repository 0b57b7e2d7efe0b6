import { useEffect } from 'react';
import { useStore } from 'zustand';
import { deedWords } from '../../shared/audit-words.ts';
import { at } from '../staff/words.ts';
import { Text } from '../ui/text.tsx';
import type { OrganiserAtWork } from './day.ts';
import { SaveFile } from './save-file.tsx';
import { organiserWords as words } from './words.ts';

/** Who did what here, the newest first, and whether the log is unbroken. */
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
      <p className="standing" data-standing={audit.whole ? 'complete' : 'silent'}>
        <Text words={audit.whole ? words.auditWhole : words.auditBroken} beside />
      </p>
      <SaveFile words={words.saveAudit} type="text/csv" make={() => organiser.exportAudit()} />
      <table>
        <thead>
          <tr>
            <th scope="col">
              <Text words={words.when} />
            </th>
            <th scope="col">
              <Text words={words.what} />
            </th>
            <th scope="col">
              <Text words={words.about} />
            </th>
          </tr>
        </thead>
        <tbody>
          {audit.entries.map((entry, i) => (
            <tr key={i}>
              <td>
                <time>{at(entry.at)}</time>
              </td>
              <td>
                <Text words={deedWords(entry.did)} beside />
              </td>
              <td>{entry.about}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </>
  );
}
