import { fail, ok, type Result } from '../../shared/result.ts';

/** Opens the port, or says why it can't be opened. */

interface Place {
  readonly host: string;
  readonly port: number;
}

export type ListenFault = Place & {
  readonly kind: 'port-taken' | 'port-refused' | 'no-such-address' | 'no-such-name';
};

const whys: Readonly<Record<string, ListenFault['kind']>> = {
  EADDRINUSE: 'port-taken',
  EACCES: 'port-refused',
  EADDRNOTAVAIL: 'no-such-address',
  EAI_AGAIN: 'no-such-name',
  ENOTFOUND: 'no-such-name',
};

const sentences: Readonly<Record<ListenFault['kind'], (place: Place) => string>> = {
  'port-taken': ({ port }) =>
    `端口 ${port} 已被占用，请用 --port 换一个。Port ${port} is taken: name another with --port.`,
  'port-refused': ({ port }) =>
    `端口 ${port} 不让普通账户用，请用 1024 以上的。Port ${port} is not for ordinary accounts: take one from 1024 up.`,
  'no-such-address': ({ host }) =>
    `本机没有地址 ${host}，请用 --host 换一个。This machine has no address ${host}: name another with --host.`,
  'no-such-name': ({ host }) =>
    `找不到主机名 ${host}，请用 --host 换一个。The name ${host} is not known: name another with --host.`,
};

export const listenSentence = (fault: ListenFault): string => sentences[fault.kind](fault);

export async function listen(
  app: { readonly listen: (place: Place) => Promise<string> },
  { host, port }: Place,
): Promise<Result<string, ListenFault>> {
  try {
    return ok(await app.listen({ host, port }));
  } catch (error) {
    const code = error instanceof Error && 'code' in error ? String(error.code) : '';
    const kind = whys[code];
    if (!kind) throw error;
    return fail({ kind, host, port });
  }
}
