import { NOT_ENCRYPTED, OTHER_KEY } from '../server-pins.ts';

/** Why there was no answer at all, or none from a machine that could prove to be the server. */
export const unreachable = [
  'no-network',
  /** Vouched for by no authority that this machine trusts. */
  'certificate',
  /** Not one of the keys that the fair or the enrolment code names (P96). */
  'other-key',
  /** The server has pins, and its address is without TLS (P96). */
  'not-encrypted',
  'proxy',
] as const;
export type Unreachable = (typeof unreachable)[number];

/** Of what a request has thrown. */
export function whyUnreachable(error: unknown): Unreachable {
  const cause = causeOf(error);
  const code = codeOf(cause);
  if (code === OTHER_KEY) return 'other-key';
  if (code === NOT_ENCRYPTED) return 'not-encrypted';
  if (/^EPROTO$|SSL|TLS|CERT|SELF_SIGNED|UNABLE_TO_/.test(code)) return 'certificate';
  return /^Proxy response/.test(cause?.message ?? '') ? 'proxy' : 'no-network';
}

/** The connection was open, and broke: perhaps under the size of what was sent. */
export function brokeOff(error: unknown): boolean {
  const code = codeOf(causeOf(error));
  return (
    whyUnreachable(error) === 'no-network' &&
    !/^ECONNREFUSED$|^ENOTFOUND$|^EAI_|UNREACH$|CONNECT_TIMEOUT$/.test(code)
  );
}

/** The first of all: a request that is cut off has been wrapped twice. */
function causeOf(error: unknown): Error | undefined {
  const cause = error instanceof Error && error.cause instanceof Error ? error.cause : undefined;
  return cause && (causeOf(cause) ?? cause);
}

const codeOf = (cause: Error | undefined): string =>
  cause && 'code' in cause ? String(cause.code) : '';
