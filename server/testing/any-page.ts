import { createHash, generateKeyPairSync, randomBytes, sign } from 'node:crypto';
import type { AccountRole } from '../../shared/contract/accounts.ts';
import { type Fair, FAIR_DOMAIN, fairSchema } from '../../shared/fair.ts';
import { signedText } from '../../shared/signed-text.ts';
import { addAccount } from '../accounts/accounts.ts';
import type { App } from '../app.ts';
import { keepFair } from '../fairs/fairs.ts';
import type { Storage } from '../storage/homes.ts';
import { historyFair } from './any-stations.ts';
import { EASY } from './any-door.ts';

/** For tests: a browser at the server's page, which keeps the cookies that it is given. */

const ORIGIN = 'http://server.test';
export const PASSWORD = 'correct horse battery';

export interface Browser {
  /** The status and the body of a call's answer. */
  call(name: string, input?: object): Promise<{ readonly status: number; readonly body: unknown }>;
  get(url: string): Promise<number>;
  signIn(account: string, password?: string, fairId?: string): Promise<unknown>;
  readonly cookie: () => string;
}

export function browserAt(app: App, address = '192.0.2.1'): Browser {
  const cookies = new Map<string, string>();
  const cookie = (): string => [...cookies].map(([name, value]) => `${name}=${value}`).join('; ');
  async function call(name: string, input: object = {}) {
    const answer = await app.inject({
      method: 'POST',
      url: `/call/${name}`,
      remoteAddress: address,
      headers: { host: 'server.test', origin: ORIGIN, cookie: cookie() },
      payload: input,
    });
    for (const { name: key, value, maxAge } of answer.cookies) {
      if (maxAge === 0) cookies.delete(key);
      else cookies.set(key, value);
    }
    return { status: answer.statusCode, body: answer.json<unknown>() };
  }
  return {
    call,
    cookie,
    get: async (url) =>
      (await app.inject({ url, remoteAddress: address, headers: { cookie: cookie() } })).statusCode,
    signIn: async (account, password = PASSWORD, fairId) =>
      (
        await call('organiser.signIn', {
          account,
          password,
          ...(fairId !== undefined && { of: fairId }),
        })
      ).body,
  };
}

export async function anyAccount(
  storage: Storage,
  fair: string,
  name: string,
  role: AccountRole,
  password = PASSWORD,
): Promise<void> {
  const keeping = { storage, now: () => 0, hardness: EASY };
  const added = await addAccount(keeping, { fair, name, role, by: 'test', password });
  if (!added.ok) throw new Error(added.fault.kind);
}

/** A signed fair that the server keeps, with keys of its own. */
export async function anySignedFair(storage: Storage, zh: string): Promise<Fair> {
  const { privateKey, publicKey } = generateKeyPairSync('ed25519');
  const sealing = randomBytes(32);
  const fair = fairSchema.parse({
    ...historyFair,
    id: createHash('sha256').update(sealing).digest('hex').slice(0, 8),
    name: { zh, en: '' },
    sealingKey: sealing.toString('base64url'),
    signingKey: publicKey.export({ format: 'jwk' }).x,
  });
  const text = JSON.stringify(fair);
  const signature = sign(null, Buffer.from(signedText(FAIR_DOMAIN, text)), privateKey);
  const kept = await keepFair(storage, { text, signature: signature.toString('base64url') });
  if (!kept.ok) throw new Error(kept.fault.kind);
  return fair;
}
