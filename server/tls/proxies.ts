import { InvalidArgumentError, Option } from '@commander-js/extra-typings';
import { z } from 'zod';

/**
 * The proxies whose word of a client's address is taken (P100). A client that names another one itself is not
 * believed, so that nobody is counted, limited or locked out under a stranger's address.
 */

export const proxyAddressSchema = z.union([z.ipv4(), z.ipv6(), z.cidrv4(), z.cidrv6()]);

export const proxyOption = new Option(
  '--proxy <address>',
  '前面的代理的地址或网段，可多次；只信它们说的客户端地址 a proxy’s address or network before the server; may repeat: only these are believed about clients’ addresses',
).argParser((value: string, before: readonly string[] | undefined): readonly string[] => {
  if (proxyAddressSchema.safeParse(value).success) return [...(before ?? []), value];
  throw new InvalidArgumentError(
    '要 IP 地址或网段，例如 10.0.0.5 或 10.0.0.0/24 an IP address or network is needed, such as 10.0.0.5 or 10.0.0.0/24',
  );
});
