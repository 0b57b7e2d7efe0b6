import { readFile } from 'node:fs/promises';
import { authorised, authorityOf } from '../../shared/authority.ts';
import { type PersonalFact, readFact } from '../../shared/facts.ts';
import { type Contacts, contactsSchema, resumesIn } from '../../shared/sync/contacts.ts';
import { followUpIn } from '../../shared/report/follow-up.ts';
import { readKnown } from '../../shared/read-known.ts';
import { ok, type Result } from '../../shared/result.ts';
import { type AnyErasure, erasedDigest, orderOf } from '../../shared/sync/erasures.ts';
import type { WireFact } from '../../shared/sync/wire.ts';
import { uploadsFromStick } from '../station/sync/facts-on-a-stick.ts';
import { networkOf } from '../station/sync/network.ts';
import { type Refused, refuse } from '../../shared/command.ts';
import { givenToken } from './given-token.ts';
import { jsonOf } from '../../shared/json.ts';
import { whyUnreachable } from '../../shared/sync/unreachable.ts';
import { unreachableSentence } from './enrolment-sentences.ts';
import { atServer } from '../../shared/server-pins.ts';
import type { OpenedOrganiser } from './organiser-file.ts';

/**
 * People's sealed boxes with the facts about them, from the fair's server or from files on a stick.
 */
export function contactsFrom(
  organiser: OpenedOrganiser,
  from: {
    readonly server: string | undefined;
    readonly tokenFile: string | undefined;
    readonly files: readonly string[];
  },
): Promise<Result<Contacts, Refused>> {
  const { server, tokenFile, files } = from;
  return files.length > 0 ? fromSticks(organiser, files) : fromServer(organiser, server, tokenFile);
}

async function fromServer(
  { fair }: OpenedOrganiser,
  named: string | undefined,
  tokenFile: string | undefined,
): Promise<Result<Contacts, Refused>> {
  const server = named ?? fair.server;
  if (server === undefined) {
    return refuse(
      '请用 --server 给出服务器，或给出 U 盘上的文件。Give the server with --server, or files from a stick.',
    );
  }
  if (!fair.boxesToServer) {
    return refuse(
      '这场招聘会的密封数据不上服务器，请用各入口“存到 U 盘”的文件。This fair keeps sealed data at the entrances: save it to a stick there, and give those files.',
    );
  }
  const token = await givenToken(fair, tokenFile);
  if (!token.ok) return token;
  try {
    const fetch = await networkOf(() => fair, server);
    const answer = await fetch(new URL(atServer(server, `/v1/fairs/${fair.id}/contacts`)), {
      headers: { authorization: `Bearer ${token.value}` },
      redirect: 'error',
    });
    if (answer.status === 401 || answer.status === 403) return refuse(WRONG_TOKEN);
    if (answer.status === 429) return refuse(TOO_MANY);
    const contacts = readKnown(contactsSchema, jsonOf(await answer.text()));
    if (contacts) return ok(contacts.value);
    return refuse(
      '服务器的回答这里读不懂，请更新这台机器的程序。The server’s answer can’t be read here: update the program on this machine.',
    );
  } catch (error) {
    return refuse(unreachableSentence(whyUnreachable(error)));
  }
}

const WRONG_TOKEN =
  '令牌不对，或不能用来取联系方式（要 contacts）。The token is wrong, or not for this: it needs the right “contacts”.';
const TOO_MANY =
  '试错太多，请过一会儿再试。Too many wrong tokens came from here: try again in a while.';

async function fromSticks(
  { fair, keys }: OpenedOrganiser,
  files: readonly string[],
): Promise<Result<Contacts, Refused>> {
  const facts: PersonalFact[] = [];
  const boxes: Contacts['boxes'] = [];
  const orders: AnyErasure[] = [];
  for (const file of files) {
    const bytes = await readFile(file).catch(() => new Uint8Array());
    const read = await uploadsFromStick(bytes, fair, keys.sealingKey);
    if (!read.ok) return refuse(`${file}：读不出来（${read.fault.kind}）can’t be read`);
    for (const upload of read.value.uploads) {
      facts.push(...upload.facts.flatMap(personalOf));
      for (const { signature: _signature, ...box } of upload.boxes ?? []) boxes.push(box);
      orders.push(...upload.erasures);
    }
  }
  const counted = authorised(facts, authorityOf(fair));
  const erased = new Set(orders.flatMap((order) => orderOf(fair.id, order).targets));
  return ok({
    resumes: resumesIn(counted),
    people: followUpIn(counted),
    // A file saved before somebody asked to be erased still contains them.
    boxes: boxes.filter(({ pseudonym }) => !erased.has(erasedDigest(fair.id, pseudonym))),
  });
}

function personalOf({ text, opening, tombstone }: WireFact): PersonalFact[] {
  const chained = readFact(text)?.chained;
  if (!chained) return [];
  const { pseudonym = tombstone, blank } = opening ?? {};
  return [
    {
      chained,
      ...(pseudonym !== undefined && { pseudonym }),
      ...(blank !== undefined && { blank }),
    },
  ];
}
