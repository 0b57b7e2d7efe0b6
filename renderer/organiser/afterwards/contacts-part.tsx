import { useState } from 'react';
import type { ContactsLine } from '../../../shared/contract/afterwards.ts';
import { Button } from '../../ui/button.tsx';
import { Text, type Words } from '../../ui/text.tsx';
import { SaveFile } from '../save-file.tsx';
import { useKeys } from '../keys/with-keys.ts';
import { BoxesLine } from './boxes-line.tsx';
import { Heading } from './heading.tsx';
import type { AfterwardsPartProps } from './part.ts';
import { afterwardsWords as words } from './words.ts';

/** One workbook for each employer: people who left a résumé there and agreed to share their number. */
export function ContactsPart({ atWork, state, go }: AfterwardsPartProps) {
  const withKeys = useKeys();
  const [lines, setLines] = useState<readonly ContactsLine[]>();
  const [busy, setBusy] = useState(false);
  const [said, setSaid] = useState<Words>();

  async function look(): Promise<void> {
    setBusy(true);
    const seen = await withKeys(() => atWork.contacts());
    setBusy(false);
    setLines(seen?.ok ? seen.value : undefined);
    setSaid(seen?.ok ? undefined : words.keysShut);
  }

  const people = lines?.reduce((sum, line) => sum + line.people, 0) ?? 0;
  return (
    <>
      <BoxesLine {...{ atWork, state, go }} onNews={() => setLines(undefined)} />
      <section>
        <Heading title={words.contactsTitle} more={words.contactsMore} />
        {!lines && (
          <Button look="first" words={words.show} busy={busy} onPress={() => void look()} />
        )}
        <output role="alert">{said && <Text words={said} beside />}</output>
        {lines?.length === 0 && (
          <p>
            <Text words={words.contactsNone} beside />
          </p>
        )}
        {lines && lines.length > 0 && (
          <>
            <p>
              <strong>
                <Text words={words.contactsSum(people, lines.length)} beside />
              </strong>
            </p>
            <SaveFile
              look="first"
              words={words.saveContacts}
              type="application/zip"
              make={() => withKeys(() => atWork.contactsFile(null))}
            />
            <p className="quiet">
              <Text words={words.careful} />
            </p>
            <ContactsTable lines={lines} />
          </>
        )}
      </section>
    </>
  );
}

function ContactsTable({ lines }: { readonly lines: readonly ContactsLine[] }) {
  const { booth, employer, ...counts } = words.contactsColumns;
  return (
    <table>
      <thead>
        <tr>
          {[booth, employer].map((each) => (
            <th key={each.zh} scope="col">
              <Text words={each} />
            </th>
          ))}
          {Object.values(counts).map((each) => (
            <th key={each.zh} scope="col" className="number">
              <Text words={each} />
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {lines.map((line) => (
          <tr key={line.booth}>
            <td>{line.booth}</td>
            <td>{line.employer}</td>
            <td className="number">{line.people}</td>
            <td className="number">{line.withheld}</td>
            <td className="number">{line.nameless}</td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}
