import type { Database } from 'better-sqlite3';
import { z } from 'zod';
import { type About, aboutSchema } from '../../../shared/answers.ts';
import { type Registration, registrationSchema } from '../../../shared/fair.ts';
import { type BoxContent, boxContents } from '../../../shared/sync/boxes.ts';
import type { Surname } from '../../../shared/names/surname.ts';

/** What the person agreed to keep readable here. The rest is in boxes that we can't open. */
export interface Profile {
  readonly maskedName: string;
  readonly surname: Surname;
  readonly about: About;
  /** How often the pass has been refreshed. */
  readonly reissue: number;
}

/** A box that waits to be sent. */
export interface WaitingBox {
  readonly pseudonym: string;
  readonly holds: BoxContent;
  readonly sealed: Uint8Array;
  readonly stampMs: number;
}

const profileRow = z.object({
  masked_name: z.string(),
  surname: z.string(),
  title: z.enum(['none', 'mr', 'ms', 'anonymous']),
  about: z.string(),
  reissue: z.int(),
});

interface SentAway extends Pick<WaitingBox, 'pseudonym' | 'sealed'> {
  readonly holds: string;
}

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
    `INSERT INTO box (pseudonym, holds, sealed, stamp_ms) VALUES (?, ?, ?, ?)
     ON CONFLICT DO UPDATE SET sealed = excluded.sealed, stamp_ms = excluded.stamp_ms, sent = 0`,
  );
  const waiting = db.prepare(
    `SELECT pseudonym, holds, sealed, stamp_ms FROM box WHERE sent = 0 ORDER BY stamp_ms LIMIT ?`,
  );
  const every = db.prepare('SELECT pseudonym, holds, sealed, stamp_ms FROM box ORDER BY stamp_ms');
  const ofPerson = db.prepare(
    'SELECT pseudonym, holds, sealed, stamp_ms FROM box WHERE pseudonym = ?',
  );
  const countBoxes = db.prepare('SELECT count(*) FROM box').pluck();
  const countWaiting = db.prepare('SELECT count(*) FROM box WHERE sent = 0').pluck();
  // A box that was sealed again in the meantime still waits.
  const markSent = db.prepare(
    'UPDATE box SET sent = 1 WHERE pseudonym = ? AND holds = ? AND sealed = ?',
  );
  const unsend = db.prepare('UPDATE box SET sent = 0');
  const hasBox = db.prepare('SELECT 1 FROM box WHERE pseudonym = ? AND holds = ?');
  const putRegistration = db.prepare(
    'INSERT OR REPLACE INTO registration (lookup, pseudonym, profile) VALUES (?, ?, ?)',
  );
  const lookups = db.prepare('SELECT lookup FROM registration').pluck();
  const countRegistrations = db.prepare('SELECT count(*) FROM registration').pluck();
  const dropRegistration = db.prepare('DELETE FROM registration WHERE lookup = ?');
  const byLookup = db.prepare('SELECT profile FROM registration WHERE lookup = ?').pluck();
  const byPerson = db.prepare('SELECT profile FROM registration WHERE pseudonym = ?').pluck();

  const putOthersBox = db.prepare(
    'INSERT OR IGNORE INTO others_box (sealed, pseudonym, holds, stamp_ms) VALUES (?, ?, ?, ?)',
  );
  const othersBoxes = db.prepare(
    'SELECT pseudonym, holds, sealed, stamp_ms FROM others_box ORDER BY stamp_ms',
  );
  const countOthersBoxes = db.prepare('SELECT count(*) FROM others_box').pluck();

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
    putBox(pseudonym: string, holds: BoxContent, sealed: Uint8Array, stampMs: number): void {
      putBox.run(bytes(pseudonym), holds, sealed, stampMs);
    },
    /** Boxes that the server does not have, oldest first. */
    waitingBoxes: (limit: number): WaitingBox[] => waiting.all(limit).map(parseBox),
    countWaiting: (): number => z.int().parse(countWaiting.get()),
    /** Of people at the entrances, for the organiser, who alone can open them. Returns how many are new. */
    putOthersBoxes: db.transaction((boxes: readonly WaitingBox[]): number =>
      boxes.reduce((fresh, { pseudonym, holds, sealed, stampMs }) => {
        const { changes } = putOthersBox.run(sealed, bytes(pseudonym), holds, stampMs);
        return fresh + changes;
      }, 0),
    ),
    othersBoxes: (): WaitingBox[] => othersBoxes.all().map(parseBox),
    countOthersBoxes: (): number => z.int().parse(countOthersBoxes.get()),
    countBoxes: (): number => z.int().parse(countBoxes.get()),
    boxesOf: (pseudonym: string): WaitingBox[] => ofPerson.all(bytes(pseudonym)).map(parseBox),
    boxes: (): WaitingBox[] => every.all().map(parseBox),
    boxesSent: db.transaction((boxes: readonly SentAway[]): void => {
      for (const { pseudonym, holds, sealed } of boxes) {
        markSent.run(bytes(pseudonym), holds, sealed);
      }
    }),
    /** For a server that has lost some. */
    sendBoxesAgain: (): void => void unsend.run(),
    hasBox: (pseudonym: string, holds: BoxContent): boolean =>
      hasBox.get(bytes(pseudonym), holds) !== undefined,
    putRegistrations: db.transaction((registrations: readonly Registration[]): void => {
      for (const entry of registrations) {
        putRegistration.run(bytes(entry.lookup), bytes(entry.pseudonym), JSON.stringify(entry));
      }
    }),
    countRegistrations: (): number => z.int().parse(countRegistrations.get()),
    registrationLookups: (): string[] =>
      lookups.all().map((row) => Buffer.from(z.instanceof(Uint8Array).parse(row)).toString('hex')),
    dropRegistrations: db.transaction((gone: readonly string[]): void => {
      for (const lookup of gone) dropRegistration.run(bytes(lookup));
    }),
    registrationByLookup: (lookup: string) => parseRegistration(byLookup.get(bytes(lookup))),
    registrationOf: (pseudonym: string) => parseRegistration(byPerson.get(bytes(pseudonym))),
  };
}
const boxRow = z.object({
  pseudonym: z.instanceof(Uint8Array),
  holds: z.enum(boxContents),
  sealed: z.instanceof(Uint8Array),
  stamp_ms: z.int(),
});

function parseBox(row: unknown): WaitingBox {
  const { pseudonym, holds, sealed, stamp_ms } = boxRow.parse(row);
  return { pseudonym: Buffer.from(pseudonym).toString('hex'), holds, sealed, stampMs: stamp_ms };
}

function bytes(hex: string): Buffer {
  return Buffer.from(hex, 'hex');
}

function parseRegistration(row: unknown): Registration | undefined {
  if (row === undefined) return undefined;
  return registrationSchema.parse(JSON.parse(z.string().parse(row)));
}

export type People = ReturnType<typeof openPeople>;
