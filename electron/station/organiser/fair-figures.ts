import type { CallInput, CallOutput } from '../../../shared/contract/calls.ts';
import type { Fair, SignedFair } from '../../../shared/fair.ts';
import { dayView } from '../../../shared/report/day-view.ts';
import { fairFiguresFile, maySign } from '../../../shared/report/season/fair-figures.ts';
import { fail, ok } from '../../../shared/result.ts';
import { WHOLE } from '../../../shared/tally/tally.ts';
import type { HandOver } from '../export/saved-files.ts';
import { type FairKeys, keyText, signText } from '../keys/fair-keys.ts';
import type { StationSecrets } from '../keys/fair-pack.ts';
import { openSignedFair, signFair } from '../keys/signed-fair.ts';
import type { Store } from '../store/store.ts';
import { seenHere } from './seen-here.ts';

/** 本场数字: the whole fair's counts, signed with this station's own key, for the sums over several fairs. */

export interface FairFiguresOptions {
  readonly fair: Fair;
  readonly station: { readonly slot: number };
  readonly secrets: Pick<StationSecrets, 'passSeed'>;
  readonly signedFair?: () => Promise<SignedFair | undefined>;
  /** A sample fair is not signed until then, and its keys are public. */
  readonly sampleKeys?: FairKeys;
  readonly store: Store;
  readonly now: () => number;
  readonly handOver: HandOver;
}

export async function fairFigures(
  options: FairFiguresOptions,
  { township }: CallInput<'season.figures'>,
): Promise<CallOutput<'season.figures'>> {
  const { station, secrets, sampleKeys, store, now, handOver } = options;
  const signed = sampleKeys
    ? signFair(options.fair, sampleKeys.signingKey)
    : await options.signedFair?.();
  if (!signed) return fail({ kind: 'no-signed-fair' });
  const opened = openSignedFair(signed);
  if (!opened.ok) return fail({ kind: 'no-signed-fair' });
  const fair = opened.value;
  if (!maySign(fair, station.slot)) return fail({ kind: 'may-not-sign' });
  const rows = store.ledger.tallies();
  const view = dayView({
    fair,
    scope: WHOLE,
    scopes: rows.map(({ scope }) => scope),
    rows,
    coverage: seenHere(fair, station.slot, store, now()),
    nowMs: now(),
  });
  const text = fairFiguresFile({
    view,
    fair,
    signed,
    slot: station.slot,
    township,
    sign: (domain, own) => keyText(signText(domain, own, secrets.passSeed)),
  });
  return ok(
    handOver(`chunfeng-fair-${fair.id}-${view.digest.slice(0, 12)}.json`, Buffer.from(text)),
  );
}
