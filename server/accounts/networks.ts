/** Whom an address belongs to, and with how many others together, as far as the address alone says. */

/** One household or machine: an IPv6 network of 64 bits, of which everybody has all addresses. */
export function addressOf(ip: string): string {
  const plain = ip.replace(/^::ffff:(?=\d+\.)/i, '');
  if (!plain.includes(':')) return plain;
  const [head = '', tail] = plain.toLowerCase().split('::');
  const groups = head.split(':').filter((group) => group !== '');
  const missing =
    tail === undefined ? 0 : 8 - groups.length - tail.split(':').filter(Boolean).length;
  const whole = [
    ...groups,
    ...Array.from({ length: missing }, () => '0'),
    ...(tail ?? '').split(':'),
  ];
  return `${whole.slice(0, 4).join(':')}::/64`;
}

/** Of what `addressOf` returns: all 65,536 networks that one customer of a provider may have. Undefined for IPv4. */
export function siteOf(address: string): string | undefined {
  const [first, second, third] = address.split(':');
  return third === undefined ? undefined : `${first}:${second}:${third}::/48`;
}

/** The widest first. An attacker who can send from a thousand addresses has them in one of these. */
export function networksOf(address: string): readonly string[] {
  const site = siteOf(address);
  const parts = address.split(site === undefined ? '.' : ':');
  const wide = parts.slice(0, 2).join('.');
  return [wide, site ?? parts.slice(0, 3).join('.'), address];
}
