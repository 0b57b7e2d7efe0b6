import type { Does } from '../finding.ts';
import type { Finding } from './findings.ts';
import type { Reading } from '../reading.ts';
import type { RowCell } from './table-rows.ts';

/** Collects what is found in one row while its cells are read. */
export interface RowFindings {
  readonly findings: readonly Finding[];
  /** Something is taken as proposed, which the page asks to confirm. */
  readonly proposes: boolean;
  add(does: Does, what: Finding['what'], cell?: RowCell): void;
  propose(): void;
  /** The value; null where the cell says that there is none; undefined where it says nothing. */
  value<T>(reading: Reading<T>, cell: RowCell | undefined): T | null | undefined;
}

export function rowFindings(sheet: string, row: number): RowFindings {
  const findings: Finding[] = [];
  let proposes = false;
  function add(does: Does, what: Finding['what'], cell?: RowCell): void {
    if (does === 'asks') proposes = true;
    if (cell?.fromAbove) return;
    findings.push({
      sheet,
      row,
      ...(cell?.at !== undefined && { at: cell.at }),
      ...(cell && { column: cell.heading }),
      read: cell?.cell.text ?? '',
      does,
      what,
    });
  }
  return {
    findings,
    get proposes() {
      return proposes;
    },
    add,
    propose() {
      proposes = true;
    },
    value(reading, cell) {
      if (cell?.cell.is === 'uncalculated') {
        add('emptied', { kind: 'uncalculated' }, cell);
        return undefined;
      }
      if (reading.is === 'empty') return null;
      if (reading.is === 'unread') {
        add('emptied', { kind: 'unread', why: reading.why }, cell);
        return undefined;
      }
      if (reading.note) add('asks', { kind: 'read-so', note: reading.note }, cell);
      return reading.value;
    },
  };
}
