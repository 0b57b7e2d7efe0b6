import type { NetworkInterfaceInfo } from 'node:os';
import { describe, expect, it } from 'vitest';
import { addressNow, hallAddresses } from './hall-addresses.ts';

function card(...addresses: readonly string[]): NetworkInterfaceInfo[] {
  return addresses.map((address) => ({
    address,
    netmask: '255.255.255.0',
    family: 'IPv4',
    mac: '00:00:00:00:00:00',
    internal: address.startsWith('127.'),
    cidr: null,
  }));
}

const hall = {
  lo: card('127.0.0.1'),
  'vEthernet (WSL)': card('172.20.0.1'),
  WLAN: card('10.0.0.7'),
  以太网: card('192.168.1.23'),
};
const kinds = (...args: Parameters<typeof hallAddresses>) =>
  hallAddresses(...args).map(({ address, kind }) => `${kind} ${address}`);

describe('the addresses that stations may use', () => {
  it('are those of cable and Wi-Fi before those that no station is in', () => {
    expect(kinds(hall)).toEqual([
      'cable 192.168.1.23',
      'wifi 10.0.0.7',
      'virtual 172.20.0.1',
      'here 127.0.0.1',
    ]);
    expect(kinds({ eth0: card('169.254.3.4') })).toEqual([
      'unassigned 169.254.3.4',
      'here 127.0.0.1',
    ]);
  });

  const chosen = { address: '10.0.0.7', name: 'WLAN' };
  const now = (interfaces: Parameters<typeof hallAddresses>[0], from = chosen) =>
    addressNow(hallAddresses(interfaces), from)?.address;

  it('stay the chosen one while it is there', () => {
    expect(now(hall)).toBe('10.0.0.7');
  });

  it('follow the chosen card to the address that its router gives it', () => {
    expect(now({ ...hall, WLAN: card('10.0.0.99') })).toBe('10.0.0.99');
  });

  it('move to another card only where there is no doubt', () => {
    expect(now({ 以太网: card('192.168.1.23'), docker0: card('172.17.0.1') })).toBe('192.168.1.23');
    expect(now({ eth0: card('192.168.1.23'), eth1: card('192.168.2.23') })).toBeUndefined();
    expect(now({ lo: card('127.0.0.1') })).toBeUndefined();
    // A card with two addresses does not say which of them.
    expect(now({ WLAN: card('10.0.0.8', '10.0.0.9'), 以太网: card('1.2.3.4') })).toBeUndefined();
  });
});
