import { deedWords } from '../../shared/audit-words.ts';
import type { AuditView } from '../../shared/contract/station.ts';
import { momentText } from '../staff/words.ts';
import { Text } from '../ui/text.tsx';
import { organiserWords as words } from './words.ts';

/** Who did what, the newest first, and whether the log is unbroken. */
export function AuditTable({ audit }: { readonly audit: AuditView }) {
  if (audit.entries.length === 0) {
    return (
      <p className="quiet">
        <Text words={words.auditNone} beside />
      </p>
    );
  }
  return (
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
              <time>{momentText(entry.at)}</time>
            </td>
            <td>
              <Text words={deedWords(entry.did)} beside />
            </td>
            <td>{entry.about}</td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}

export function AuditStanding({ whole }: Pick<AuditView, 'whole'>) {
  return (
    <p className="standing" data-standing={whole ? 'complete' : 'silent'}>
      <Text words={whole ? words.auditWhole : words.auditBroken} beside />
    </p>
  );
}
