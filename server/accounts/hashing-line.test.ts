import { describe, expect, it } from 'vitest';
import { hashingLine } from './hashing-line.ts';
import { addressOf } from './networks.ts';

/** Work that goes on until all of it is let go. */
function line() {
  let letGo: () => void = () => undefined;
  const gone = new Promise<void>((resolve) => (letGo = resolve));
  const hashes = hashingLine();
  return {
    letGo: () => letGo(),
    ask: (ip: string) =>
      hashes.take(addressOf(ip), async () => {
        await gone;
        return ip;
      }),
  };
}

describe('the line of those whose passwords are hashed', () => {
  it.each([
    ['all networks of a customer', (n: number) => `2001:db8:1:${n.toString(16)}::1`],
    ['all networks of a provider', (n: number) => `2001:db8:${n.toString(16)}:1::1`],
    ['all addresses of a network', (n: number) => `203.0.113.${n % 256}`],
  ])('is not full for others because of %s', async (_what, ipOf) => {
    const { ask, letGo } = line();
    const flood = Array.from({ length: 200 }, (_, n) => ask(ipOf(n)));
    const bureau = Array.from({ length: 20 }, () => ask('198.51.100.4'));
    const phone = ask('2001:db9:5:6::7');
    flood.push(...Array.from({ length: 200 }, (_, n) => ask(ipOf(n + 200))));
    letGo();
    expect(await Promise.all(bureau)).toEqual(bureau.map(() => '198.51.100.4'));
    expect(await phone).toBe('2001:db9:5:6::7');
    const taken = (await Promise.all(flood)).filter((each) => each !== undefined);
    expect(taken).toHaveLength(2 + 60 - 21);
  });

  it('is bounded for each address', async () => {
    const { ask, letGo } = line();
    const many = Array.from({ length: 30 }, () => ask('198.51.100.4'));
    letGo();
    expect((await Promise.all(many)).filter((each) => each !== undefined)).toHaveLength(20);
  });
});
