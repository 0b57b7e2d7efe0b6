import { changeText } from '../../../shared/report/former.ts';
import type { SeasonView } from '../../../shared/report/season/season-shapes.ts';
import { Text } from '../../ui/text.tsx';
import type { SeasonAtWork } from './season.ts';
import { seasonWords as words } from './season-page-words.ts';

type Line = SeasonView['lines'][number];

export interface SeasonSumsProps {
  readonly atWork: SeasonAtWork;
  readonly view: SeasonView;
}

/** The sums beside a former year's, of files or typed. */
export function SeasonSums({ atWork, view }: SeasonSumsProps) {
  const headings = [words.sum, words.before[view.before], words.difference, words.change];
  return (
    <div className="season-sums">
      <table>
        <thead>
          <tr>
            <th scope="col">
              <Text words={words.figure} />
            </th>
            {headings.map((each) => (
              <th key={each.zh} scope="col" className="number">
                <Text words={each} />
              </th>
            ))}
            <th scope="col">
              <Text words={words.basis} />
            </th>
          </tr>
        </thead>
        <tbody>
          {view.lines.map((line) => (
            <tr key={line.id}>
              <th scope="row">
                <Text words={line} />
              </th>
              <td className="number">
                {shown(line.value)} {line.unit}
              </td>
              <td className="number">
                {view.before === 'hand' ? (
                  <Typed atWork={atWork} line={line} />
                ) : (
                  line.before !== null && shown(line.before)
                )}
              </td>
              <td className="number">{line.difference !== null && shown(line.difference)}</td>
              <td className="number">
                <Change line={line} />
              </td>
              <td>
                {line.basis} <Without line={line} />
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}

const shown = (count: number): string => count.toLocaleString('en-US');

function Change({ line: { change, definedAlike, before } }: { line: Line }) {
  if (change !== null) return changeText(change);
  if (!definedAlike) return <Text words={words.otherwise} />;
  return before === null ? undefined : '—';
}

function Without({ line: { id, without } }: { line: Line }) {
  if (without === 0) return undefined;
  const says = id === '乡镇场次' ? words.townshipUnknown(without) : words.without(without);
  return (
    <strong>
      <Text words={says} />
    </strong>
  );
}

function Typed({ atWork, line }: { atWork: SeasonAtWork; line: Line }) {
  return (
    <input
      inputMode="numeric"
      aria-label={`${words.before.hand.zh} ${line.zh}`}
      defaultValue={line.before ?? ''}
      onBlur={({ currentTarget }) => {
        const digits = currentTarget.value.normalize('NFKC').replaceAll(/[,\s]/g, '');
        const value = /^\d{1,9}$/.test(digits) ? Number(digits) : null;
        currentTarget.value = value === null ? '' : String(value);
        void atWork.change({ does: 'type', line: line.id, value });
      }}
    />
  );
}
