import { mkdir } from 'node:fs/promises';
import { dirname } from 'node:path';
import { openDatabase } from '../store/database.ts';
import { migrate } from '../store/migrations/index.ts';
import { openPeople } from '../store/people.ts';
import type { SealedPerson } from './seal-worker.ts';

/** The organiser's archive of registered people: boxes that their key opens, with lookups. */
export async function sealedArchive(file: string) {
  await mkdir(dirname(file), { recursive: true, mode: 0o700 });
  const db = openDatabase(file);
  migrate(db);
  const store = openPeople(db);
  const putAll = db.transaction((people: readonly SealedPerson[]) => {
    store.putRegistrations(people.map(({ registration }) => registration));
    for (const { registration, boxes } of people) {
      for (const { holds, sealed } of boxes) store.putBox(registration.pseudonym, holds, sealed, 0);
    }
  });
  return {
    put: (people: readonly SealedPerson[]): void => putAll.immediate(people),
    close: (): void => void db.close(),
  };
}
