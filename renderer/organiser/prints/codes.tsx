import { use, useCallback, useState } from 'react';
import { PageDesk } from '../../saving/saving.ts';
import { keptWords } from '../../saving/words.ts';
import { Button } from '../../ui/button.tsx';
import { Text, type Words } from '../../ui/text.tsx';
import type { SetUpPartProps } from '../set-up/set-up-part.ts';
import { useAsked } from '../asked.ts';
import { useKeys } from '../keys/with-keys.ts';
import { printFaultWords, printsWords as words } from './words.ts';

const XLSX = 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet';

/** The codes of each imported list beside its names and phones. */
export function Codes({ atWork: { client }, setUp }: Pick<SetUpPartProps, 'atWork' | 'setUp'>) {
  const { keep } = use(PageDesk);
  const withKeys = useKeys();
  const [said, setSaid] = useState<Words>();
  const at = setUp.work?.at;
  const ask = useCallback(() => client.call('prints.lists', {}), [client]);
  const lists = useAsked(ask, at ?? '') ?? [];
  if (lists.length === 0) return undefined;

  async function save(list: string): Promise<void> {
    setSaid(undefined);
    const made = await withKeys(() => client.call('prints.codes', { list }).catch(() => undefined));
    if (made?.ok) setSaid(keptWords(await keep(made.value, XLSX)));
    else setSaid(made ? printFaultWords[made.fault.kind] : words.unanswered);
  }

  return (
    <section className="set-up-table">
      <h2>
        <Text words={words.codes} beside />
      </h2>
      <p>
        <Text words={words.codesMore} />
      </p>
      <ul className="kept-lists">
        {lists.map((kept) => (
          <li key={kept.list}>
            <Text words={words.list(kept)} beside />
            <Button
              words={words.saveCodes}
              busy={at === 'tabling'}
              onPress={() => void save(kept.list)}
            />
          </li>
        ))}
      </ul>
      <output role="alert">{said && <Text words={said} beside />}</output>
    </section>
  );
}
