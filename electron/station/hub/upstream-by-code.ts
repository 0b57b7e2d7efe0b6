import {
  type CodeOrder,
  type HubAddress,
  isLaterAddress,
  readHubAddress,
} from '../../../shared/hub-address.ts';
import type { Changed, HubSettings } from './hub-settings.ts';

/**
 * What address codes do to a hub's upstream (P129). A hub hands on by a code only while that code is later than
 * each of its own, so a chain of codes never comes back to where it began. A server that somebody typed stays.
 */

type Known = Pick<HubSettings, 'code' | 'upstream' | 'upstreamFrom'>;

/** Undefined where the code changes nothing: it is this hub's own, an earlier one, or a typed server stays. */
export function takenUpstream(
  { code, upstream, upstreamFrom }: Known,
  ownPin: string,
  address: HubAddress,
): Changed | undefined {
  if (address.pins.includes(ownPin)) return undefined;
  if (upstream && !upstreamFrom) return undefined;
  const signed = code && readHubAddress(code.text);
  if (signed && !isLaterAddress(address, signed)) return undefined;
  const { server, pins, revision, ms } = address;
  return { upstream: { address: server, pins: [...pins] }, upstreamFrom: { revision, ms } };
}

/** A hub that signs a later code is the hall's again: it hands on by the earlier one no more. */
export function signedUpstream({ upstreamFrom }: Known, signed: CodeOrder | undefined): Changed {
  const isBack = upstreamFrom && signed && isLaterAddress(signed, upstreamFrom);
  return isBack ? { upstream: undefined, upstreamFrom: undefined } : {};
}
