import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';
import { LEDGER_FILE } from './damage.ts';
import { openDatabase } from './database.ts';
import { migrate } from './migrations/index.ts';
import { openSettings } from './settings.ts';

interface LedgerHere {
  readonly fair: string | undefined;
  /** Undefined before its first fact. */
  readonly slot: number | undefined;
}

/** Undefined where there is none, or one that only a newer version reads. */
function ledgerHere(folder: string): LedgerHere | undefined {
  if (!holdsRecords(folder)) return undefined;
  const db = openDatabase(join(folder, LEDGER_FILE));
  try {
    if (migrate(db)) return undefined;
    const own = db
      .prepare(
        'SELECT station FROM fact WHERE incarnation IN (SELECT incarnation FROM incarnation) LIMIT 1',
      )
      .pluck()
      .get();
    return { fair: openSettings(db).fair(), slot: z.int().optional().parse(own) };
  } finally {
    db.close();
  }
}

/** A machine must not write on in the ledger of another fair or station. */
export function ledgerFault(
  folder: string,
  fair: string,
  slot: number,
): 'other-fair' | 'other-station' | undefined {
  const ledger = ledgerHere(folder);
  if (ledger?.fair !== undefined && ledger.fair !== fair) return 'other-fair';
  return ledger?.slot !== undefined && ledger.slot !== slot ? 'other-station' : undefined;
}

export const holdsRecords = (folder: string): boolean => existsSync(join(folder, LEDGER_FILE));
