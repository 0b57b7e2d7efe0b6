/**
 * Chromium cannot be taught a scheme of our own from outside. So `scheme://host/path` is loaded as
 * `https://host.scheme/path`, from which nothing is ever asked of a network.
 */

const OWN = /^([a-z]+):\/\/([a-z]+)(?=\/|$)/;
const LOADED = /^https:\/\/([a-z]+)\.([a-z]+)(?=[/?#]|$)/;

export function addressesOf(schemes: () => readonly string[]) {
  return {
    loaded: (url: string): string =>
      url.replace(OWN, (all, scheme: string, host: string) =>
        schemes().includes(scheme) ? `https://${host}.${scheme}` : all,
      ),
    own: (url: string): string =>
      url.replace(LOADED, (all, host: string, scheme: string) =>
        schemes().includes(scheme) ? `${scheme}://${host}` : all,
      ),
  };
}
