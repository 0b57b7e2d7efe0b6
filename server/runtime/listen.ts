import { type Refused, refuse } from '../../shared/command.ts';
import { ok, type Result } from '../../shared/result.ts';

/** Opens the port, or says in a sentence why it can't be opened. */

interface Place {
  readonly host: string;
  readonly port: number;
}

const whys: Readonly<Record<string, (place: Place) => string>> = {
  EADDRINUSE: ({ port }) =>
    `端口 ${port} 已被占用，请用 --port 换一个。Port ${port} is taken: name another with --port.`,
  EACCES: ({ port }) =>
    `端口 ${port} 不让普通账户用，请用 1024 以上的。Port ${port} is not for ordinary accounts: take one from 1024 up.`,
  EADDRNOTAVAIL: ({ host }) =>
    `本机没有地址 ${host}，请用 --host 换一个。This machine has no address ${host}: name another with --host.`,
  EAI_AGAIN: ({ host }) => nameless(host),
  ENOTFOUND: ({ host }) => nameless(host),
};

const nameless = (host: string): string =>
  `找不到主机名 ${host}，请用 --host 换一个。The name ${host} is not known: name another with --host.`;

export async function listen(
  app: { readonly listen: (place: Place) => Promise<string> },
  { host, port }: Place,
): Promise<Result<string, Refused>> {
  try {
    return ok(await app.listen({ host, port }));
  } catch (error) {
    const code = error instanceof Error && 'code' in error ? String(error.code) : '';
    const why = whys[code];
    if (!why) throw error;
    return refuse(why({ host, port }));
  }
}
