/** The page's own scheme, used instead of file: so that it has an origin and a policy. */
export const SCHEME = 'chunfeng';
export const ORIGIN = 'chunfeng://kiosk';
export const PAGE = `${ORIGIN}/`;

export function isOurs(url: string): boolean {
  // Node gives custom schemes no origin, so compare the parts.
  const parsed = URL.parse(url);
  return (
    parsed?.protocol === 'chunfeng:' &&
    parsed.host === 'kiosk' &&
    parsed.username === '' &&
    parsed.password === ''
  );
}

/** The only document that the window may show. */
export function isPage(url: string): boolean {
  return isOurs(url) && URL.parse(url)?.pathname === '/';
}
