import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { type Audit, openAudit } from './audit.ts';
import { type Database, openDatabase } from './database.ts';
import { migrate } from './migrations/index.ts';

let folder = '';
let db: Database;
let audit: Audit;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'chunfeng-audit-'));
  db = openDatabase(join(folder, 'station.db'));
  migrate(db);
  audit = openAudit(db, () => 1_803_690_000_000);
  audit.note({ did: 'staff-opened' });
  audit.note({ did: 'role-changed', from: 'booth', to: 'desk' });
  audit.note({ did: 'kiosk-left' });
});
afterEach(async () => {
  db.close();
  await rm(folder, { recursive: true });
});

describe('the audit log', () => {
  it('keeps who did what in order, and verifies', () => {
    expect(audit.rows().map(({ entry: { number, deed } }) => [number, deed.did])).toEqual([
      [1, 'staff-opened'],
      [2, 'role-changed'],
      [3, 'kiosk-left'],
    ]);
    expect(audit.verify()).toEqual({ ok: true, value: 3 });
  });

  it('reveals a changed entry and a removed one', () => {
    db.exec(`UPDATE audit SET text = replace(text, 'desk', 'wall') WHERE number = 2`);
    expect(audit.verify()).toEqual({ ok: false, fault: { kind: 'broken', at: 2 } });
    db.exec('DELETE FROM audit WHERE number = 2');
    expect(audit.verify()).toEqual({ ok: false, fault: { kind: 'broken', at: 2 } });
  });
});
