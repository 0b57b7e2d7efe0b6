import { useState } from 'react';
import type { Words } from '../../../shared/say.ts';
import { Text } from '../../ui/text.tsx';
import { useLoaded } from './loaded.ts';
import { Pager } from './pager.tsx';
import { tableWords as words } from './table-words.ts';

interface LeftOut {
  readonly sheet: string;
  readonly row: number;
  /** What stands in the row; nothing where it is about a person. */
  readonly read?: string;
}

interface LeftOutRowsProps<F extends LeftOut> {
  readonly load: (
    from: number,
  ) => Promise<{ readonly count: number; readonly items: readonly F[] } | undefined>;
  readonly wordsOf: (finding: F) => Words;
  readonly work: object;
}

/** Rows and sheets that were not read, by the reason. */
export function LeftOutRows<F extends LeftOut>({ load, wordsOf, work }: LeftOutRowsProps<F>) {
  const [from, setFrom] = useState(0);
  const read = useLoaded(() => load(from), `left out ${from}`, work);
  if (!read) return undefined;
  const groups = Map.groupBy(read.items, (each) => `${each.sheet}\n${wordsOf(each).zh}`);
  return (
    <section className="left-out-rows">
      <h3>
        <Text words={words.leftOutRows} beside />
      </h3>
      {read.count === 0 && (
        <p>
          <Text words={words.noneLeftOut} beside />
        </p>
      )}
      <ul>
        {[...groups].map(
          ([key, rows]) => rows[0] && <LeftOutGroup key={key} rows={rows} why={wordsOf(rows[0])} />,
        )}
      </ul>
      <Pager from={from} length={100} count={read.count} onFrom={setFrom} />
    </section>
  );
}

const NAMED = 12;

function LeftOutGroup({ rows, why }: { rows: readonly LeftOut[]; why: Words }) {
  const sheet = rows[0]?.sheet;
  const numbers = rows.flatMap(({ row }) => (row > 0 ? [row] : []));
  const said = rows.flatMap(({ row, read = '' }) => (row > 0 && read !== '' ? [read] : []));
  return (
    <li>
      <b>
        {sheet && `“${sheet}” `}
        {numbers.length > 0 && (
          <Text words={words.rowsOf(numbers.slice(0, NAMED), numbers.length - NAMED)} beside />
        )}
      </b>
      <Text words={why} beside />
      {said.length > 0 && (
        <q className="quiet">
          {said.slice(0, 3).join('”“').slice(0, 80)}
          {said.length > 3 && '…'}
        </q>
      )}
    </li>
  );
}
