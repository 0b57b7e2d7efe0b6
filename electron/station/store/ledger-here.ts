import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';
import { LEDGER_FILE } from './damage.ts';
import { openDatabase } from './database.ts';
import { migrate } from './migrations/index.ts';
import { openSettings } from './settings.ts';

/** Whose facts a folder holds already: a machine must not write on in the ledger of another station. */
export interface LedgerHere {
  readonly fair: string | undefined;
  /** Undefined before its first fact. */
  readonly slot: number | undefined;
}

/** Undefined where there is none, or one that only a newer version reads. */
export function ledgerHere(folder: string): LedgerHere | undefined {
  const file = join(folder, LEDGER_FILE);
  if (!existsSync(file)) return undefined;
  const db = openDatabase(file);
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
