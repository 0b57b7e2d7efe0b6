import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { chainedFactSchema, type PersonalFact } from '../../shared/facts.ts';
import {
  type Contacts,
  contactsSchema,
  newestBoxes,
  resumesIn,
} from '../../shared/report/contacts.ts';
import { workbook } from '../../shared/report/files.ts';
import { fail, ok, type Result } from '../../shared/result.ts';
import { contactSheet, releasedContacts } from '../organiser/released-contacts.ts';
import { uploadsFromStick } from '../sync/facts-on-a-stick.ts';
import { networkOf } from '../sync/network.ts';
import { openOrganiserAt, type OpenedOrganiser } from './organiser-file.ts';

/**
 * `npm run contacts:release -- --organiser FILE --booth A01 --out DIR`: for each employer a workbook of
 * those who left a résumé with it and agreed that it may have their number. From the fair's server, or
 * from the stations' own files on a stick; opened here, where the organiser's key is.
 */

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    organiser: { type: 'string' },
    server: { type: 'string' },
    booth: { type: 'string', multiple: true },
    out: { type: 'string', default: 'contacts' },
    'passphrase-file': { type: 'string' },
  },
});

if (values.organiser === undefined) {
  stop(
    'npm run contacts:release -- --organiser organiser.json --out contacts (--booth A01) (--server http://… | facts-….json …)',
  );
} else {
  const organiser = await openOrganiserAt(values.organiser, values['passphrase-file']);
  if (organiser.ok) await release(organiser.value);
  else stop(organiser.fault.sentence);
}

async function release(organiser: OpenedOrganiser): Promise<void> {
  const { fair, keys } = organiser;
  const contacts = await (positionals.length > 0 ? fromSticks(organiser) : fromServer(organiser));
  if (!contacts.ok) return stop(contacts.fault.sentence);
  const released = await releasedContacts(fair, keys.sealingKey, contacts.value);
  const wanted = released.filter(({ booth }) => values.booth?.includes(booth) ?? true);
  if (wanted.length === 0) return stop('没有这样的简历。There are no such résumés.');
  await mkdir(values.out, { recursive: true, mode: 0o700 });
  for (const each of wanted) {
    const { booth, people, withheld } = each;
    const kept = withheld > 0 ? `；${withheld} 人没有同意，不给 ${withheld} did not agree` : '';
    if (people.length > 0) {
      const file = join(values.out, `contacts-${booth}.xlsx`);
      await writeFile(file, await workbook([contactSheet(each)]), { mode: 0o600 });
      console.log(`✓ ${file}：${people.length} 人 people${kept}`);
    } else {
      console.log(`– ${booth}：没有人同意 nobody agreed${kept}`);
    }
  }
  console.log('里面是姓名和电话：只交给该单位。Names and numbers: for that employer alone.');
}

type Refused = { readonly kind: 'refused'; readonly sentence: string };
const refuse = (sentence: string) => fail({ kind: 'refused' as const, sentence });

async function fromServer({ fair }: OpenedOrganiser): Promise<Result<Contacts, Refused>> {
  const server = values.server ?? fair.server;
  const token = process.env.CHUNFENG_TOKEN;
  if (server === undefined || token === undefined) {
    return refuse(
      '请给出服务器（--server）并把主办方令牌放在 CHUNFENG_TOKEN 里，或给出 U 盘上的文件。Name the server and put the organiser’s token into CHUNFENG_TOKEN, or name files from a stick.',
    );
  }
  if (!fair.boxesToServer) {
    return refuse(
      '这场招聘会的密封数据不上服务器，请用各入口“存到 U 盘”的文件。This fair keeps its boxes at the entrances: bring their files on a stick.',
    );
  }
  try {
    const fetch = await networkOf(fair, server);
    const answer = await fetch(new URL(`/v1/fairs/${fair.id}/contacts`, server), {
      headers: { authorization: `Bearer ${token}` },
      redirect: 'error',
    });
    if (answer.status === 401) return refuse('令牌不对。That is not the organiser’s token.');
    return ok(contactsSchema.parse(JSON.parse(await answer.text())));
  } catch {
    return refuse(
      '连不上服务器，或它的回答读不懂。The server can’t be reached, or answers nonsense.',
    );
  }
}

async function fromSticks({ fair, keys }: OpenedOrganiser): Promise<Result<Contacts, Refused>> {
  const facts: PersonalFact[] = [];
  const boxes: Contacts['boxes'] = [];
  for (const file of positionals) {
    const bytes = await readFile(file).catch(() => new Uint8Array());
    const read = await uploadsFromStick(bytes, fair, keys.sealingKey);
    if (!read.ok) return refuse(`${file}：读不出来（${read.fault.kind}）it can’t be read`);
    for (const upload of read.value.uploads) {
      for (const { text, opening, tombstone } of upload.facts) {
        const pseudonym = opening?.pseudonym ?? tombstone;
        const chained = chainedFactSchema.parse(JSON.parse(text));
        facts.push({ chained, ...(pseudonym !== undefined && { pseudonym }) });
      }
      for (const { signature: _signature, ...box } of upload.boxes ?? []) boxes.push(box);
    }
  }
  return ok({ resumes: resumesIn(facts), boxes: newestBoxes(boxes) });
}

function stop(sentence: string): void {
  console.error(sentence);
  process.exitCode = 1;
}
