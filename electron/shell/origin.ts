/** Where the page lives: a scheme of our own in place of file:, with an origin and a policy. */
export const SCHEME = 'chunfeng';
export const ORIGIN = 'chunfeng://kiosk';
export const PAGE = `${ORIGIN}/`;

export function isOurs(url: string): boolean {
  // Node gives a scheme of our own no origin, so that its parts are compared.
  const parsed = URL.parse(url);
  return (
    parsed?.protocol === 'chunfeng:' &&
    parsed.host === 'kiosk' &&
    parsed.username === '' &&
    parsed.password === ''
  );
}

/** The one document that may stand in the window. */
export function isPage(url: string): boolean {
  return isOurs(url) && URL.parse(url)?.pathname === '/';
}
