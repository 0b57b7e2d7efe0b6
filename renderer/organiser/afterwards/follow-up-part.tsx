import { useState } from 'react';
import { type FollowUpSeen, followUpFiles } from '../../../shared/contract/afterwards.ts';
import { Button } from '../../ui/button.tsx';
import { Text, type Words } from '../../ui/text.tsx';
import { SaveFile } from '../save-file.tsx';
import { useKeys } from '../keys/with-keys.ts';
import { BoxesLine } from './boxes-line.tsx';
import { Heading } from './heading.tsx';
import type { AfterwardsPartProps } from './part.ts';
import { afterwardsWords as words } from './words.ts';

const types: Readonly<Record<(typeof followUpFiles)[number], string>> = {
  workbook: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
  pages: 'text/html',
  messages: 'text/csv',
};

/** Whom the bureau calls after the fair. */
export function FollowUpPart({ atWork, state, go }: AfterwardsPartProps) {
  const withKeys = useKeys();
  const [seen, setSeen] = useState<FollowUpSeen>();
  const [busy, setBusy] = useState(false);
  const [said, setSaid] = useState<Words>();

  async function look(): Promise<void> {
    setBusy(true);
    const found = await withKeys(() => atWork.followUp());
    setBusy(false);
    setSeen(found?.ok ? found.value : undefined);
    setSaid(found?.ok ? undefined : words.keysShut);
  }

  return (
    <>
      <BoxesLine {...{ atWork, state, go }} onNews={() => setSeen(undefined)} />
      <section>
        <Heading title={words.followTitle} more={words.followMore} />
        {!seen && (
          <Button look="first" words={words.show} busy={busy} onPress={() => void look()} />
        )}
        <output role="alert">{said && <Text words={said} beside />}</output>
        {seen?.people === 0 && (
          <p>
            <Text words={words.followNone} beside />
          </p>
        )}
        {seen && seen.people > 0 && (
          <>
            <p>
              <strong>
                <Text words={words.followSeen(seen.groups, seen.intents)} beside />
              </strong>
            </p>
            <p>
              <Text words={words.followNames(seen.people, seen.withName, seen.withPhone)} beside />
            </p>
            <div className="tools">
              {followUpFiles.map((format) => (
                <SaveFile
                  key={format}
                  look={format === 'workbook' ? 'first' : 'second'}
                  words={words.followFiles[format]}
                  type={types[format]}
                  make={() => withKeys(() => atWork.followUpFile(format))}
                />
              ))}
            </div>
            <p className="quiet">
              <Text words={words.followCareful} />
            </p>
          </>
        )}
      </section>
    </>
  );
}
