import { type KeyboardEvent, useEffect, useRef, useState } from 'react';
import type { CallInput } from '../../../shared/contract/calls.ts';
import { GRID_LENGTH } from '../../../shared/contract/read-table.ts';
import {
  type GridMove,
  type GridPlace,
  type GridShape,
  moved,
} from '../../../shared/tables/employers/grid-moves.ts';
import type { Does } from '../../../shared/tables/finding.ts';
import { spoken, Text } from '../../ui/text.tsx';
import { CellBar } from './cell-bar.tsx';
import { TableLoading } from './table-loading.tsx';
import './grid-step.css';
import { useLoaded } from './loaded.ts';
import { Pager } from './pager.tsx';
import type { SetUpAtWork } from '../set-up/set-up.ts';
import type { CellPlace, EmployersWork, Grid } from './table-at-work.ts';
import { tableWords as words } from './table-words.ts';

type Wanted = CallInput<'setup.grid'>;

interface GridStepProps {
  readonly atWork: SetUpAtWork;
  readonly work: EmployersWork;
  /** Where somebody wants to begin. */
  readonly place: CellPlace | undefined;
}

/** The rows of a table with the cells marked that need a look, each to be mended here. */
export function GridStep({ atWork, work, place }: GridStepProps) {
  const [wanted, setWanted] = useState<Wanted>({
    table: 0,
    from: 0,
    allRows: false,
    ...(place && { goTo: { sheet: place.sheet, row: place.row } }),
  });
  const [picked, setPicked] = useState<GridPlace | undefined>(
    place && place.at !== undefined ? { row: place.row, at: place.at } : undefined,
  );
  const grid = useLoaded(() => atWork.grid(wanted), JSON.stringify(wanted), work);
  if (!grid) return <TableLoading />;
  const shape = shapeOf(grid);
  const first = shape.marked[0] ?? { row: shape.rows[0] ?? 0, at: shape.columns[0] ?? 0 };
  const selected = picked && shape.rows.includes(picked.row) ? picked : first;
  const sheet = grid.tables[grid.table]?.sheet ?? '';
  function write(text: string): void {
    void atWork.edit({ kind: 'cell', sheet, ...selected, text });
    setPicked(moved(shape, selected, 'next-marked'));
  }
  return (
    <>
      <GridTools {...{ grid }} onWanted={setWanted} allRows={wanted.allRows} />
      {grid.rows.length === 0 ? (
        <p>
          <Text words={words.noMarkedRows} beside />
        </p>
      ) : (
        <Cells {...{ grid, shape, selected }} onSelect={setPicked} onWrite={write} />
      )}
      <Pager
        from={grid.from}
        length={GRID_LENGTH}
        count={wanted.allRows ? grid.all : grid.marked}
        onFrom={(from) => setWanted({ table: grid.table, allRows: wanted.allRows, from })}
      />
    </>
  );
}

function shapeOf({ rows, columns }: Grid): GridShape {
  return {
    rows: rows.map(({ row }) => row),
    columns: columns.map(({ at }) => at),
    marked: rows.flatMap(({ row, findings }) =>
      columns.flatMap(({ at }) => (findings.some((each) => each.at === at) ? [{ row, at }] : [])),
    ),
  };
}

interface GridToolsProps {
  readonly grid: Grid;
  readonly allRows: boolean;
  readonly onWanted: (wanted: Wanted) => void;
}

function GridTools({ grid, allRows, onWanted }: GridToolsProps) {
  const { tables, table, all, marked } = grid;
  return (
    <div className="tools grid-tools">
      {tables.length > 1 && (
        <label className="grid-sheet">
          <Text words={words.whichTable} beside />
          <select
            value={table}
            onChange={({ target }) => onWanted({ table: Number(target.value), from: 0, allRows })}
          >
            {tables.map(({ sheet, rows }, i) => (
              <option key={i} value={i}>
                {sheet}（{rows}）
              </option>
            ))}
          </select>
        </label>
      )}
      <div className="pick-choices pick" role="group" aria-label={spoken(words.row)}>
        {([false, true] as const).map((each) => (
          <button
            key={String(each)}
            type="button"
            aria-pressed={allRows === each}
            onClick={() => onWanted({ table, from: 0, allRows: each })}
          >
            <Text words={each ? words.allRows(all) : words.markedRows(marked)} beside />
          </button>
        ))}
      </div>
      <input
        type="search"
        inputMode="numeric"
        aria-label={spoken(words.jump)}
        placeholder={words.jump.zh}
        onChange={({ target }) => {
          const row = Number(target.value);
          if (Number.isInteger(row) && row > 0)
            onWanted({ table, from: 0, allRows, goTo: { row } });
        }}
      />
    </div>
  );
}

function textAt({ rows, columns }: Grid, { row, at }: GridPlace): string {
  const column = columns.findIndex((each) => each.at === at);
  return rows.find((each) => each.row === row)?.cells[column]?.text ?? '';
}

const MOVES: Readonly<Record<string, GridMove>> = {
  ArrowUp: 'up',
  ArrowDown: 'down',
  ArrowLeft: 'left',
  ArrowRight: 'right',
  Home: 'first',
  End: 'last',
};

/** Also the first key of an input method. */
const isTyping = ({ key, ctrlKey, metaKey }: KeyboardEvent): boolean =>
  key === 'Process' || (key.length === 1 && key !== ' ' && !ctrlKey && !metaKey);

interface CellsProps {
  readonly grid: Grid;
  readonly shape: GridShape;
  readonly selected: GridPlace;
  readonly onSelect: (place: GridPlace) => void;
  readonly onWrite: (text: string) => void;
}

function Cells({ grid, shape, selected, onSelect, onWrite }: CellsProps) {
  const field = useRef<HTMLInputElement>(null);
  const table = useRef<HTMLTableElement>(null);
  const focusCell = (): void =>
    table.current?.querySelector<HTMLElement>('button[aria-pressed="true"]')?.focus();
  const moves = useRef(false);
  // On a small screen the rows would begin below its end.
  useEffect(() => {
    table.current?.parentElement?.scrollIntoView({ block: 'nearest' });
  }, []);
  useEffect(() => {
    if (moves.current) focusCell();
    moves.current = false;
  });
  function onKey(event: KeyboardEvent): void {
    const move = MOVES[event.key];
    if (move) {
      event.preventDefault();
      moves.current = true;
      onSelect(moved(shape, selected, move));
    } else if (isTyping(event)) field.current?.select();
  }
  return (
    <>
      <CellBar
        key={`${selected.row} ${selected.at} ${textAt(grid, selected)}`}
        {...{ grid, selected, field }}
        onWrite={(text) => {
          moves.current = true;
          onWrite(text);
        }}
        onLeave={focusCell}
      />
      <div className="grid-window">
        <table ref={table}>
          <thead>
            <tr>
              <th scope="col">{words.row.zh}</th>
              {grid.columns.map(({ at, heading }) => (
                <th key={at} scope="col">
                  {heading}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {grid.rows.map((row) => (
              <GridRow
                key={row.row}
                {...{ grid, row, selected, onKey }}
                onOpen={(place) => {
                  onSelect(place);
                  // The bar of another cell has another field.
                  requestAnimationFrame(() => field.current?.select());
                }}
              />
            ))}
          </tbody>
        </table>
      </div>
    </>
  );
}

interface GridRowProps {
  readonly grid: Grid;
  readonly row: Grid['rows'][number];
  readonly selected: GridPlace;
  readonly onOpen: (place: GridPlace) => void;
  readonly onKey: (event: KeyboardEvent) => void;
}

function GridRow({ grid, row: line, selected, onOpen, onKey }: GridRowProps) {
  const { row, cells, findings, state } = line;
  const markAt = (at: number): Does | undefined => findings.find((each) => each.at === at)?.does;
  const isWhole = findings.some(({ at }) => at === undefined);
  return (
    <tr>
      <th scope="row" data-state={state} data-whole={isWhole}>
        {row}
      </th>
      {grid.columns.map(({ at, heading }, i) => {
        const cell = cells[i];
        const isSelected = selected.row === row && selected.at === at;
        return (
          <td
            key={at}
            data-mark={markAt(at)}
            data-mended={cell?.isMended}
            data-above={cell?.fromAbove}
          >
            <button
              type="button"
              tabIndex={isSelected ? 0 : -1}
              aria-pressed={isSelected}
              aria-label={cell?.text ? undefined : words.blankCell(row, heading)}
              onClick={() => onOpen({ row, at })}
              onKeyDown={onKey}
            >
              {shortened(cell?.text ?? '')}
            </button>
          </td>
        );
      })}
    </tr>
  );
}

/** The bar shows all of it. */
const SHOWN = 60;
const shortened = (text: string): string =>
  text.length > SHOWN ? `${text.slice(0, SHOWN)}…` : text;
