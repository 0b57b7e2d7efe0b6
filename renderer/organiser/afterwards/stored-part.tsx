import { useEffect } from 'react';
import { useStore } from 'zustand';
import { Text } from '../../ui/text.tsx';
import { Heading } from './heading.tsx';
import type { AfterwardsPartProps } from './part.ts';
import { afterwardsWords as words } from './words.ts';

/** What this machine keeps, and until when. */
export function StoredPart({ atWork, state }: AfterwardsPartProps) {
  const { stored } = useStore(atWork);
  useEffect(() => void atWork.loadStored(), [atWork]);
  return (
    <section>
      <Heading title={words.storedTitle} more={words.keepUntil(state.end.keepUntil)} />
      <table className="stored">
        <thead>
          <tr>
            {Object.values(words.storedColumns).map((each) => (
              <th key={each.zh} scope="col">
                <Text words={each} />
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {stored?.map(({ what, about, until }) => (
            <tr key={what.zh}>
              <td>
                <strong>
                  <Text words={what} />
                </strong>
              </td>
              <td>
                <Text words={about} />
              </td>
              <td>
                <Text words={until ?? words.forGood} />
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  );
}
