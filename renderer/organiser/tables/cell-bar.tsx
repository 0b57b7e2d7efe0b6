import { type RefObject, useState } from 'react';
import { cellChoices } from '../../../shared/tables/employers/cell-choices.ts';
import type { GridPlace } from '../../../shared/tables/employers/grid-moves.ts';
import { findingWords } from '../../../shared/tables/employers/finding-words.ts';
import { Button } from '../../ui/button.tsx';
import { spoken, Text } from '../../ui/text.tsx';
import './cell-bar.css';
import type { Grid } from './table-at-work.ts';
import { tableWords as words } from './table-words.ts';

interface CellBarProps {
  readonly grid: Grid;
  readonly selected: GridPlace;
  readonly field: RefObject<HTMLInputElement | null>;
  readonly onWrite: (text: string) => void;
  /** Back to the cell, unchanged. */
  readonly onLeave: () => void;
}

/** The cell that is picked: where it is, what is wrong with it, and what to write instead. */
export function CellBar({ grid, selected, field, onWrite, onLeave }: CellBarProps) {
  const row = grid.rows.find((each) => each.row === selected.row);
  const place = grid.columns.findIndex(({ at }) => at === selected.at);
  const [column, cell] = [grid.columns[place], row?.cells[place]];
  const [text, setText] = useState(cell?.text ?? '');
  if (!row || !column || !cell) return undefined;
  const findings = row.findings.filter(({ at }) => at === undefined || at === selected.at);
  const choices = cellChoices(column.is);
  return (
    <form
      className="cell-bar"
      onSubmit={(event) => {
        event.preventDefault();
        onWrite(text.trim());
      }}
    >
      <label className="cell-field">
        <Text words={words.cell(row.row, column.heading)} beside />
        <input
          ref={field}
          type="text"
          value={text}
          maxLength={2000}
          aria-label={spoken(words.cell(row.row, column.heading))}
          onChange={({ target }) => setText(target.value)}
          onKeyDown={({ key }) => {
            if (key !== 'Escape') return;
            setText(cell.text);
            onLeave();
          }}
        />
      </label>
      <Button look="first" words={words.write} onPress={() => onWrite(text.trim())} />
      <div className="cell-about">
        {findings.map(({ does, what }, i) => (
          <p key={i} data-does={does}>
            <Text words={findingWords(what)} beside />
          </p>
        ))}
        {cell.fromAbove && (
          <p className="quiet">
            <Text words={words.fromAbove} beside />
          </p>
        )}
        {findings.length === 0 && (
          <p className="quiet">
            <Text words={words.pickCell} beside />
          </p>
        )}
      </div>
      {choices.length > 0 && (
        <div className="pick-choices pick">
          {choices.map((choice) => (
            <button
              key={choice}
              type="button"
              aria-pressed={choice === cell.text}
              onClick={() => onWrite(choice)}
            >
              {choice}
            </button>
          ))}
        </div>
      )}
    </form>
  );
}
