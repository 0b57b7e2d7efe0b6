import { InvalidArgumentError, Option } from '@commander-js/extra-typings';
import { type Outcome, refuse, type Refused } from '../../shared/command.ts';
import {
  accountNameSchema,
  type AccountRole,
  type passwordFaults,
} from '../../shared/contract/accounts.ts';
import { fairIdSchema } from '../../shared/facts.ts';
import { fail, ok, type Result } from '../../shared/result.ts';
import type { Change, Keeping } from '../accounts/accounts.ts';
import { HARDNESS } from '../accounts/passwords.ts';
import { WHOLE_SERVER } from '../accounts/secrets.ts';
import { atHome, homeCommand, type HomeFlags } from './at-home.ts';

/** What the commands for accounts and tokens ask and answer in common. */

/** The audit's name for the person at the server's terminal. */
export const AT_THE_SERVER = '服务器命令行 server’s terminal';

export const fairOption = () =>
  new Option('--fair <id>', '招聘会的编号，八位 the fair’s id, eight digits').argParser(
    parsedBy(fairIdSchema, '要招聘会的八位编号 the eight digits of a fair are needed'),
  );

export const wholeOption = () =>
  new Option('--whole-server', '整台服务器的账号 an account of the whole server');

export const nameOf = parsedBy(
  accountNameSchema,
  '名字要 1 到 40 个字 a name has 1 to 40 characters',
);

function parsedBy<T>(
  schema: { safeParse(value: string): { success: true; data: T } | { success: false } },
  otherwise: string,
): (value: string) => T {
  return (value) => {
    const read = schema.safeParse(value);
    if (read.success) return read.data;
    throw new InvalidArgumentError(otherwise);
  };
}

/** Names one account of a fair or of the whole server. */
export const oneAccount = () =>
  homeCommand()
    .argument('<name>', '谁，登录时输入 who, as typed at the sign-in', nameOf)
    .addOption(fairOption())
    .addOption(wholeOption());

/** With a password to be given. */
export const accountWithPassword = () =>
  oneAccount()
    .option('--password-file <file>', '密码在这个文件里 a file with the password')
    .option(
      '--generate',
      '由程序出密码，只显示一次 the program makes the password, and shows it once',
    );

interface At extends HomeFlags {
  readonly fair?: string | undefined;
  readonly wholeServer?: true | undefined;
}

/** Does this to an account, also beside a running server. The value is what to say. */
export async function atAccount(
  name: string,
  options: At,
  work: (keeping: Keeping, change: Change) => Promise<Result<string, AccountFault | Refused>>,
): Promise<Outcome> {
  const place = placeOf(options);
  if (!place.ok) return place;
  return atHome(options, async (storage) => {
    const keeping = { storage, now: Date.now, hardness: HARDNESS };
    const done = await work(keeping, { fair: place.value, name, by: AT_THE_SERVER });
    if (done.ok) return done;
    const { fault } = done;
    return fault.kind === 'refused' ? fail(fault) : refusedFor(fault);
  });
}

/** A fair or the whole server, and not both. */
export function placeOf(given: Pick<At, 'fair' | 'wholeServer'>) {
  if ((given.fair !== undefined) === (given.wholeServer === true)) {
    return refuse(
      '请用 --fair 给出招聘会的编号，或用 --whole-server 表示整台服务器。Give a fair with --fair, or --whole-server.',
    );
  }
  return ok(given.fair ?? WHOLE_SERVER);
}

interface AccountFault {
  readonly kind: FaultKind;
}
type FaultKind =
  | (typeof passwordFaults)[number]
  | 'exists'
  | 'none'
  | 'last'
  | 'no-such-fair'
  | 'not-for-the-server';

const sentences: Readonly<Record<FaultKind, string>> = {
  short: '密码至少要 10 个字符。A password needs at least 10 characters.',
  common:
    '这个密码太常见，谁都猜得到，请换一个。That password is among the first that anybody tries: choose another.',
  'like-the-name':
    '密码和名字太像，请换一个。The password is too much like the name: choose another.',
  exists: '已经有这个名字了，什么也没改。There is one of this name already; nothing was changed.',
  none: '没有这个名字，请用 list 查看。There is none of this name: see them with list.',
  last: '这是最后一个管理员。This is the last administrator.',
  'no-such-fair': '服务器上没有这场招聘会。The server does not have this fair.',
  'not-for-the-server':
    '整台服务器的账号只能是管理员；看数字、发通稿的账号请用 --fair 加到一场招聘会。An account of the whole server is an administrator’s: one for figures and bulletins belongs to a fair, with --fair.',
};

export const refusedFor = ({ kind }: AccountFault) => refuse(sentences[kind]);

export const roleWords: Readonly<Record<AccountRole, string>> = {
  administrator: '管理员 administrator',
  organiser: '主办方 organiser',
  viewer: '只读 viewer',
};
