import type {
  SeasonEntry,
  SeasonList,
  Township,
} from '../../../shared/report/season/season-shapes.ts';
import { Button } from '../../ui/button.tsx';
import { Text } from '../../ui/text.tsx';
import type { SeasonAtWork } from './season.ts';
import { seasonWords as words } from './season-page-words.ts';

const townships = ['yes', 'no', 'unknown'] as const satisfies readonly Township[];

export interface SeasonFilesProps {
  readonly atWork: SeasonAtWork;
  readonly list: SeasonList;
  readonly entries: readonly SeasonEntry[];
}

/** Each file, what is said of it, and what a person has to say. */
export function SeasonFiles({ atWork, list, entries }: SeasonFilesProps) {
  if (entries.length === 0) return undefined;
  return (
    <table>
      <thead>
        <tr>
          <th scope="col">
            <Text words={words.fair} />
          </th>
          <th scope="col">
            <Text words={words.township} />
          </th>
          <th scope="col">
            <Text words={words.state} />
          </th>
          <th scope="col">
            <Text words={words.deed} />
          </th>
        </tr>
      </thead>
      <tbody>
        {entries.map((entry, at) => (
          <tr key={`${at} ${entry.file}`} data-is={entry.is}>
            <td>
              <Fair entry={entry} />
            </td>
            <td>
              <TownshipOf atWork={atWork} entry={entry} />
            </td>
            <td>
              {entry.says.map((each) => (
                <p key={each.zh}>
                  <Text words={each} />
                </p>
              ))}
              <Confirm atWork={atWork} entry={entry} />
            </td>
            <td>
              <Button
                words={words.remove}
                onPress={() => void atWork.change({ does: 'remove', list, at })}
              />
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}

function Fair({ entry: { fair, file } }: { entry: SeasonEntry }) {
  return (
    <>
      {fair && (
        <p>
          <strong>{fair.name}</strong> {fair.organiser} {fair.days.join('、')} {fair.fingerprint}
        </p>
      )}
      <p className="quiet">{file}</p>
    </>
  );
}

interface OfEntry {
  readonly atWork: SeasonAtWork;
  readonly entry: SeasonEntry;
}

function Confirm({ atWork, entry: { is, fair } }: OfEntry) {
  if (is !== 'unconfirmed' || !fair) return undefined;
  const { key } = fair;
  return (
    <Button
      look="first"
      words={words.confirm}
      onPress={() => void atWork.change({ does: 'confirm', key })}
    />
  );
}

function TownshipOf({ atWork, entry: { fair } }: OfEntry) {
  if (!fair) return undefined;
  const { id, township, said } = fair;
  if (said) return <Text words={words.townships[township]} />;
  return (
    <select
      aria-label={words.inTownship.zh}
      value={township}
      onChange={({ currentTarget }) => {
        const chosen = townships.find((each) => each === currentTarget.value);
        if (chosen) void atWork.change({ does: 'township', fair: id, township: chosen });
      }}
    >
      {townships.map((each) => (
        <option key={each} value={each}>
          {words.townships[each].zh}
        </option>
      ))}
    </select>
  );
}
