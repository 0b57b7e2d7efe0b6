import type { CallOutput } from '../../../shared/contract/calls.ts';
import type { HandedOver } from '../../../shared/contract/shapes.ts';
import type { Words } from '../../../shared/say.ts';
import type { Client } from '../../link/client.ts';
import type { WithKeys } from '../keys/with-keys.ts';
import { joinStickWords as words } from './join-stick-words.ts';

/** Has the files made by which machines join from a stick, one after the other. */

interface Making {
  readonly client: Client;
  readonly withKeys: WithKeys;
  readonly slots: readonly number[];
  readonly onProgress: (done: number, total: number) => void;
  /** False once somebody has stopped it. */
  readonly stillWanted: () => boolean;
}

type Made =
  | { readonly is: 'made'; readonly file: HandedOver; readonly passphrase: string }
  | { readonly is: 'not-made'; readonly why: Words };

/** Undefined where it was stopped. */
export async function madeFiles(making: Making): Promise<Made | undefined> {
  const { client, withKeys, slots, onProgress, stillWanted } = making;
  const begun = await withKeys(() =>
    client.call('machines.filesBegin', { slots: [...slots] }).catch(() => undefined),
  );
  if (!begun?.ok) return { is: 'not-made', why: whyNot(begun) };
  onProgress(0, slots.length);
  while (stillWanted()) {
    const next = await client.call('machines.filesNext', {}).catch(() => undefined);
    if (!next?.ok) return stillWanted() ? { is: 'not-made', why: words.unanswered } : undefined;
    const { done, of: total, made } = next.value;
    if (made) return stillWanted() ? { is: 'made', ...made } : undefined;
    if (stillWanted()) onProgress(done, total);
  }
  return undefined;
}

type NotBegun = Extract<CallOutput<'machines.filesBegin'>, { ok: false }>;

function whyNot(begun: NotBegun | undefined): Words {
  if (!begun) return words.unanswered;
  return begun.fault.kind === 'locked' ? words.locked : words.moved;
}
