/** Headers by the kind of an answer: nothing loads from elsewhere, nothing is cached, and no frame shows it. */

const CONTENT_SECURITY_POLICY = [
  "default-src 'none'",
  "script-src 'self'",
  "style-src 'self'",
  "img-src 'self' data:",
  "font-src 'self'",
  "connect-src 'self'",
  "media-src 'self'",
  "object-src 'none'",
  "base-uri 'none'",
  "form-action 'none'",
  "frame-ancestors 'none'",
].join('; ');

const everywhere = {
  'x-content-type-options': 'nosniff',
  'referrer-policy': 'no-referrer',
  'cross-origin-opener-policy': 'same-origin',
  'cross-origin-resource-policy': 'same-origin',
  'cache-control': 'no-store',
} as const;

export const pageHeaders = {
  'content-security-policy': CONTENT_SECURITY_POLICY,
  // Only the camera, which reads codes, and only for our own page.
  'permissions-policy': 'camera=(self), microphone=(), geolocation=(), display-capture=()',
  ...everywhere,
} as const;

/** Of an answer for programs: a browser that opens it anyway runs and loads nothing. */
export const dataHeaders = {
  'content-security-policy': "default-src 'none'; frame-ancestors 'none'",
  ...everywhere,
} as const;

/** Under TLS: a browser that was here does not come without it for half a year. */
export const TLS_HEADERS = { 'strict-transport-security': 'max-age=15552000' } as const;

/**
 * The worker that looks for codes in a camera's picture: it alone may compile WebAssembly, and it can reach
 * no address, so that no picture leaves it.
 */
export const decoderHeaders = {
  ...pageHeaders,
  'content-security-policy': "default-src 'none'; script-src 'self' 'wasm-unsafe-eval'",
} as const;

/** Names under assets/ change with their content, and no asset holds personal data. */
export const ASSET_CACHE = 'private, max-age=31536000, immutable';
