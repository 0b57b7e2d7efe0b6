import type { Database } from 'better-sqlite3';
import { z } from 'zod';
import { type About, aboutSchema } from '../../shared/facts.ts';
import { type Registration, registrationSchema } from '../../shared/fair.ts';
import type { Surname } from '../../shared/surname.ts';

/** What the person consented to have readable here. The rest is in boxes that we can't open. */
export interface Profile {
  readonly maskedName: string;
  readonly surname: Surname;
  readonly about: About;
  /** How often the pass has been refreshed. */
  readonly reissue: number;
}

export type BoxContent = 'identity' | 'phone';

const profileRow = z.object({
  masked_name: z.string(),
  surname: z.string(),
  title: z.enum(['none', 'mr', 'ms', 'anonymous']),
  about: z.string(),
  reissue: z.int(),
});

export function openPeople(db: Database) {
  const putProfile = db.prepare(
    `INSERT INTO profile (pseudonym, masked_name, surname, title, about, reissue)
     VALUES (?, ?, ?, ?, ?, ?)
     ON CONFLICT DO UPDATE SET masked_name = excluded.masked_name, surname = excluded.surname,
       title = excluded.title, about = excluded.about, reissue = excluded.reissue`,
  );
  const profile = db.prepare(
    'SELECT masked_name, surname, title, about, reissue FROM profile WHERE pseudonym = ?',
  );
  const putBox = db.prepare(
    `INSERT INTO box (pseudonym, holds, sealed) VALUES (?, ?, ?)
     ON CONFLICT DO UPDATE SET sealed = excluded.sealed`,
  );
  const hasBox = db.prepare('SELECT 1 FROM box WHERE pseudonym = ? AND holds = ?');
  const putRegistration = db.prepare(
    'INSERT OR REPLACE INTO registration (lookup, pseudonym, profile) VALUES (?, ?, ?)',
  );
  const byLookup = db.prepare('SELECT profile FROM registration WHERE lookup = ?').pluck();
  const byPerson = db.prepare('SELECT profile FROM registration WHERE pseudonym = ?').pluck();

  return {
    profile(pseudonym: string): Profile | undefined {
      const row = profile.get(bytes(pseudonym));
      if (row === undefined) return undefined;
      const { masked_name, surname, title, about, reissue } = profileRow.parse(row);
      return {
        maskedName: masked_name,
        surname: { text: surname, title },
        about: aboutSchema.parse(JSON.parse(about)),
        reissue,
      };
    },
    putProfile(pseudonym: string, { maskedName, surname, about, reissue }: Profile): void {
      const { text, title } = surname;
      putProfile.run(bytes(pseudonym), maskedName, text, title, JSON.stringify(about), reissue);
    },
    putBox(pseudonym: string, holds: BoxContent, sealed: Uint8Array): void {
      putBox.run(bytes(pseudonym), holds, sealed);
    },
    hasBox: (pseudonym: string, holds: BoxContent): boolean =>
      hasBox.get(bytes(pseudonym), holds) !== undefined,
    putRegistrations: db.transaction((registrations: readonly Registration[]): void => {
      for (const entry of registrations) {
        putRegistration.run(bytes(entry.lookup), bytes(entry.pseudonym), JSON.stringify(entry));
      }
    }),
    registrationByLookup: (lookup: string) => parseRegistration(byLookup.get(bytes(lookup))),
    registrationOf: (pseudonym: string) => parseRegistration(byPerson.get(bytes(pseudonym))),
  };
}
function bytes(hex: string): Buffer {
  return Buffer.from(hex, 'hex');
}

function parseRegistration(row: unknown): Registration | undefined {
  if (row === undefined) return undefined;
  return registrationSchema.parse(JSON.parse(z.string().parse(row)));
}

export type People = ReturnType<typeof openPeople>;
