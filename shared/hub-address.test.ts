import { createHash } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import {
  HUB_ADDRESS_DOMAIN,
  type HubAddress,
  hubAddressText,
  hubAddressWords,
  judgeHubAddress,
  readHubAddress,
} from './hub-address.ts';

/** A stand-in for Ed25519: anyone who knows the key's name can sign. */
const mac = (domain: string, text: string, key: string): Uint8Array =>
  createHash('sha512').update(`${domain}\n${text}\n${key}`).digest();
const isSigned = (domain: string, text: string, signature: Uint8Array, key: string): boolean =>
  Buffer.from(mac(domain, text, key)).equals(signature);

const fair = { id: 'c48f0482', signingKey: 'organiser' };
const address: HubAddress = {
  fair: fair.id,
  revision: 3,
  ms: 1_800_000_000_000,
  server: 'https://192.168.1.23:5190',
  pins: ['RLm3E6B2D-gHx0ohg3gcmqdnEW71fODmArYvx-0JuTE'],
};
function signed(changed: Partial<HubAddress> = {}, key = fair.signingKey): string {
  const is = { ...address, ...changed };
  return hubAddressText({ ...is, signature: mac(HUB_ADDRESS_DOMAIN, hubAddressWords(is), key) });
}
const judged = (text: string, held?: HubAddress) => judgeHubAddress(fair, text, held, isSigned);
const faultOf = (text: string, held?: HubAddress): string => {
  const judging = judged(text, held);
  return judging.ok ? 'taken' : judging.fault.kind;
};

describe('an address code', () => {
  it('says where the hub is, and stays small enough to be scanned off a screen', () => {
    const text = signed();
    expect(judged(text)).toEqual({ ok: true, value: address });
    expect(text).toMatch(/^CFH1:[0-9A-Z $%*+./:-]+$/);
    // Version 12 at level M holds so many characters of this alphabet.
    expect(text.length).toBeLessThan(419);
  });

  it('counts only if this fair’s organiser signed all of it (P108)', () => {
    expect(faultOf(signed({}, 'somebody else'))).toBe('forged');
    expect(faultOf(signed({ fair: '00000000' }))).toBe('other-fair');
    const read = readHubAddress(signed());
    if (!read) throw new Error('not read');
    for (const changed of [
      { server: 'https://192.168.1.66:5190' },
      { pins: ['A'.repeat(43)] },
      { ms: address.ms + 1 },
      { revision: 4 },
    ]) {
      expect(faultOf(hubAddressText({ ...read, ...changed }))).toBe('forged');
    }
  });

  it('never takes a station back to an earlier address (P108)', () => {
    const later = { ...address, ms: address.ms + 1, server: 'https://10.0.0.5:5190' };
    expect(faultOf(signed(), later)).toBe('older');
    expect(faultOf(signed({ ms: later.ms }), later)).toBe('older');
    expect(faultOf(signed(later), later)).toBe('taken');
    expect(faultOf(signed(later), address)).toBe('taken');
  });

  it('made after the fair was revised is taken, whatever the clock of a laptop that died (P108)', () => {
    const ahead = { ...address, ms: address.ms + 365 * 86_400_000 };
    const next = { ...address, revision: 4, server: 'https://10.0.0.5:5190' };
    expect(faultOf(signed(next), ahead)).toBe('taken');
    // Its station says what helps: the laptop that made this code has an old copy of the fair.
    expect(faultOf(signed(ahead), next)).toBe('older-fair');
  });

  it.each([
    ['http://192.168.1.23:5190'],
    ['https://192.168.1.23:5190/path'],
    ['https://user@192.168.1.23'],
    ['https://[fe80::1]:5190'],
    ['https://host name'],
  ])('leads to %s never', (server) => {
    expect(faultOf(signed({ server }))).toBe('damaged');
  });

  it.each([
    ['no pin', signed({ pins: [] })],
    ['half of it', signed().slice(0, 120)],
    ['nothing but its name', 'CFH1:'],
    ['another code', 'CFK1:ABC'],
  ])('with %s was not read whole', (_what, text) => {
    expect(faultOf(text)).toBe('damaged');
  });
});
