import type { Fair } from '../../../shared/fair.ts';
import { ok, type Result } from '../../../shared/result.ts';
import type { EmployerChoices } from '../../../shared/tables/employers/choices.ts';
import { type StagedEmployers, stagedEmployers } from '../../../shared/tables/employers/stage.ts';
import { type KeptReading, keptReading } from '../../../shared/tables/employers/kept-reading.ts';
import type { FileFault } from '../../../shared/tables/file-faults.ts';
import type { Workbook } from '../../../shared/tables/workbook.ts';
import { openWorkbook } from '../tables/open-workbook.ts';

/** A table of employers that was opened but changes nothing yet. Other choices read it again. */
export interface EmployersTable extends StagedEmployers {
  /** The file as it came, to be given back with marks. */
  readonly bytes: Uint8Array;
  readonly workbook: Workbook;
  readonly fileName: string;
  readonly choices: EmployerChoices;
  /** What was read of its rows: other choices read again what they touch. */
  readonly kept: KeptReading;
}

type FairBooths = Pick<Fair, 'booths' | 'days'>;

export async function openEmployers(
  bytes: Uint8Array,
  fileName: string,
  fair: FairBooths,
  choices: EmployerChoices = {},
): Promise<Result<EmployersTable, FileFault>> {
  const opened = await openWorkbook(bytes);
  if (!opened.ok) return opened;
  return ok(
    readAsChosen({ bytes, workbook: opened.value, fileName, kept: keptReading() }, fair, choices),
  );
}

export function readAsChosen(
  {
    bytes,
    workbook,
    fileName,
    kept,
  }: Pick<EmployersTable, 'bytes' | 'workbook' | 'fileName' | 'kept'>,
  { booths: before, days }: FairBooths,
  choices: EmployerChoices,
): EmployersTable {
  const staged = stagedEmployers({ workbook, fileName, before, days, choices }, kept);
  return { bytes, workbook, fileName, choices, kept, ...staged };
}
