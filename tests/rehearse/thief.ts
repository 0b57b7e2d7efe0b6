import type { Happening } from '../../shared/facts.ts';
import { READS_HEADER, SYNC_READS } from '../../shared/sync/versions.ts';
import { Chain, random, Signing } from '../sync/forged.ts';
import type { Square } from './square.ts';

/** Somebody has copied a laptop's key. What the laptop may not write must change no figure. */

const MOST = 12;

export async function sendAsThief(
  { fair, keys, gates }: Square,
  slot: number,
  server: string,
  chance: () => number,
): Promise<void> {
  const passKeys = new Map(keys.passKeys.map((own) => [own.slot, own.seed]));
  const chain = new Chain(new Signing({ fair, keys: { ...keys, passKeys } }), slot);
  const gate = gates[Math.floor(chance() * gates.length)] ?? 1;
  const booth = fair.stations.find((other) => other.serves && other.slot !== slot)?.serves?.[0];
  const victim = `${gate}.${random(4)}.1`;
  const lies: readonly Happening[] = [
    { kind: 'checkin', what: { means: 'card', lane: 'self' } },
    { kind: 'decide', what: { fact: victim, decision: 'exclude', by: '主办方' } },
    { kind: 'retract', what: { fact: victim, reason: 'slip' } },
    { kind: 'consult', what: { desk: 'policy', topic: 'rights' } },
    ...(booth === undefined
      ? []
      : [
          { kind: 'visit' as const, what: { booth } },
          { kind: 'intent' as const, what: { booth, step: 'signed' as const, supersedes: [] } },
          { kind: 'paper' as const, what: { booth, visits: 900, source: 's1', enteredBy: 'x' } },
        ]),
  ];
  for (let n = 0; n < MOST; n += 1) {
    const lie = lies[Math.floor(chance() * lies.length)];
    const isOfNobody = lie?.kind === 'decide' || lie?.kind === 'retract' || lie?.kind === 'paper';
    if (lie) chain.add(lie, isOfNobody ? undefined : random());
  }
  await fetch(new URL(`/v1/fairs/${fair.id}/stations/${slot}/facts`, server), {
    method: 'POST',
    headers: { 'content-type': 'application/json', [READS_HEADER]: String(SYNC_READS) },
    body: JSON.stringify(chain.upload()),
  });
}
