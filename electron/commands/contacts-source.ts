import { readFile } from 'node:fs/promises';
import type { Contacts } from '../../shared/sync/contacts.ts';
import { type Unreachable, unreachable } from '../../shared/sync/unreachable.ts';
import { ok, type Result } from '../../shared/result.ts';
import {
  contactsFromServer,
  type ContactsFault,
} from '../station/organiser/afterwards/contacts-from-server.ts';
import { contactsFromSticks } from '../station/organiser/afterwards/contacts-from-sticks.ts';
import { type FromStick, uploadsFromStick } from '../station/sync/facts-on-a-stick.ts';
import { networkOf } from '../station/sync/network.ts';
import { type Refused, refuse } from '../../shared/command.ts';
import { givenToken } from './given-token.ts';
import { unreachableSentence } from './enrolment-sentences.ts';
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

/** By the organiser's own key, where no token of a program is given. */
async function fromServer(
  { fair, keys }: OpenedOrganiser,
  named: string | undefined,
  tokenFile: string | undefined,
): Promise<Result<Contacts, Refused>> {
  const server = named ?? fair.server;
  if (server === undefined) {
    return refuse(
      '请用 --server 给出服务器，或给出 U 盘上的文件。Give the server with --server, or files from a stick.',
    );
  }
  const token = tokenFile === undefined ? undefined : await givenToken(fair, tokenFile);
  if (token && !token.ok) return token;
  const contacts = await contactsFromServer({
    fair,
    server,
    fetch: await networkOf(() => fair, server),
    by: token ? { token: token.value } : { signingKey: keys.signingKey },
  });
  return contacts.ok ? contacts : refuse(sentenceOf(contacts.fault));
}

const sentences: Readonly<Record<Exclude<ContactsFault['kind'], Unreachable>, string>> = {
  'kept-at-entrances':
    '这场招聘会的密封数据不上服务器，请用各入口“存到 U 盘”的文件。This fair keeps sealed data at the entrances: save it to a stick there, and give those files.',
  'wrong-token':
    '令牌不对，或不能用来取联系方式（要 contacts）。The token is wrong, or not for this: it needs the right “contacts”.',
  'too-many':
    '试错太多，请过一会儿再试。Too many wrong tokens came from here: try again in a while.',
  'no-such-fair':
    '那台服务器上没有这场招聘会，请核对地址。That server does not have this fair: check its address.',
  'older-server':
    '服务器的程序太旧：请先更新它，或用 --token-file 给出令牌。The server’s program is too old: update it, or give a token with --token-file.',
  'not-our-server':
    '服务器的回答这里读不懂，请更新这台机器的程序。The server’s answer can’t be read here: update the program on this machine.',
};

const isUnreachable = (kind: ContactsFault['kind']): kind is Unreachable =>
  unreachable.some((known) => known === kind);

function sentenceOf({ kind }: ContactsFault): string {
  return isUnreachable(kind) ? unreachableSentence(kind) : sentences[kind];
}

async function fromSticks(
  { fair, keys }: OpenedOrganiser,
  files: readonly string[],
): Promise<Result<Contacts, Refused>> {
  const sticks: FromStick[] = [];
  for (const file of files) {
    const bytes = await readFile(file).catch(() => new Uint8Array());
    const read = await uploadsFromStick(bytes, fair, keys.sealingKey);
    if (!read.ok) return refuse(`${file}：读不出来（${read.fault.kind}）can’t be read`);
    sticks.push(read.value);
  }
  return ok(contactsFromSticks(fair, sticks));
}
