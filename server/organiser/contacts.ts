import type { Fair } from '../../shared/fair.ts';
import { type Contacts, resumesIn } from '../../shared/sync/contacts.ts';
import { followUpIn } from '../../shared/report/follow-up.ts';
import { sentBoxSchema } from '../../shared/sync/boxes.ts';
import { everything } from '../ingest/everything.ts';
import type { Db } from '../storage/tables.ts';

/** Only the organiser's machine has the key; the server cannot open the boxes. */
export async function contactsOf(db: Db, fair: Fair): Promise<Contacts> {
  const resumes: Contacts['resumes'] = [];
  const people: Contacts['people'] = [];
  for await (const facts of everything(db, fair)) {
    resumes.push(...resumesIn(facts));
    people.push(...followUpIn(facts));
  }
  const rows = await db
    .selectFrom('box')
    .select(['pseudonym', 'holds', 'sealed', 'stamp_ms'])
    .where('fair_id', '=', fair.id)
    .execute();
  const boxes = rows.map(({ stamp_ms, ...box }) =>
    sentBoxSchema.omit({ signature: true }).parse({ ...box, stampMs: Number(stamp_ms) }),
  );
  return { resumes, people, boxes };
}
