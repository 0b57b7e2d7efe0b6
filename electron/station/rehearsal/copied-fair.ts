import type { Fair } from '../../../shared/fair.ts';
import type { FairKeys } from '../keys/fair-keys.ts';
import { type FairDraft, makeFair } from '../keys/fair-pack.ts';

/**
 * The fair with keys of its own, so that nothing of a rehearsal fits into the fair: no pass is valid there, no
 * fact is taken. It reaches no server.
 */
export function copiedFair(
  fair: Fair,
  today: string,
  randomBytes: (length: number) => Uint8Array,
): { readonly fair: Fair; readonly keys: FairKeys } {
  const {
    v: _v,
    id: _id,
    revision: _revision,
    history: _history,
    settles: _settles,
    reinstated: _reinstated,
    sample: _sample,
    sealingKey: _sealingKey,
    signingKey: _signingKey,
    revoked,
    staffPin: _staffPin,
    organiserPin: _organiserPin,
    server: _server,
    serverPins: _serverPins,
    serverCertificate: _serverCertificate,
    stations,
    name,
    ...rest
  } = fair;
  const draft: FairDraft = {
    ...rest,
    name: { zh: `演练：${name.zh}`, en: `Rehearsal: ${name.en}` },
    days: [today],
    stations: stations
      .filter(({ slot }) => !revoked.includes(slot))
      .map(({ passKey: _passKey, ...station }) => station),
  };
  const nobody = { salt: '', hash: '' };
  return makeFair(draft, { staffPin: nobody, organiserPin: nobody }, randomBytes);
}
