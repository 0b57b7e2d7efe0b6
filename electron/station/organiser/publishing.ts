import { fail, ok } from '../../../shared/result.ts';
import type { Change, Revision } from '../../../shared/succession.ts';
import { organiserFile } from '../keys/fair-pack.ts';
import { type OpenedKeys, ownOrganiserFile } from '../keys/own-keys.ts';
import { isOfNewer, openSignedFair, revisionHere, signFair } from '../keys/signed-fair.ts';
import { nextRevision, sendRevision } from './revision.ts';
import type { SetUpBench } from './set-up-bench.ts';
import type { SetUpOptions } from './set-up-options.ts';

export type Publish = ReturnType<typeof publishing>;

/** Puts the next revision into force here, and sends it. */
export function publishing(options: SetUpOptions, bench: Pick<SetUpBench, 'show'>) {
  const { target, note, randomBytes } = options;
  return async (
    changed: object,
    { keys, passphrase }: OpenedKeys,
    settled?: Revision,
    change: Change = {},
  ) => {
    const fair = options.revisions.newest();
    if (isOfNewer(fair) || (settled && isOfNewer(settled.fair))) return fail({ kind: 'not-taken' });
    const next = nextRevision(revisionHere(fair), changed, change, settled);
    if (!next.success) throw next.error;
    const { id, revision } = next.data;
    const signed = signFair(next.data, keys.signingKey);
    if (!(await options.revisions.take(signed))) return fail({ kind: 'not-taken' });
    note({ did: 'fair-revised', revision });
    const to = target();
    const sent = to
      ? await sendRevision(await options.network(to), to.server, id, signed)
      : { kind: 'no-server' as const };
    bench.show({ at: 'published', revision, sent: sent.kind });
    // The station put it into its own file, so that the next revision follows this one.
    const own = await ownOrganiserFile(options.folder);
    if (own.ok) return ok({ file: null });
    const [name, file] =
      passphrase === undefined
        ? [`revision-${revision}.json`, signed]
        : ['organiser.json', await organiserFile(next.data, keys, passphrase, randomBytes)];
    const bytes = Buffer.from(`${JSON.stringify(file)}\n`);
    return ok({ file: options.handOver(name, bytes) });
  };
}

/** The revision in force, for a stick. */
export async function revisionFile({ sampleKeys, signedFair, revisions, handOver }: SetUpOptions) {
  const fair = revisions.newest();
  // The sample's revisions end with its station, and stand in no file.
  const signed = sampleKeys ? signFair(fair, sampleKeys.signingKey) : await signedFair?.();
  const opened = signed && openSignedFair(signed);
  if (!opened?.ok) return fail({ kind: 'none' });
  const bytes = Buffer.from(`${JSON.stringify(signed)}\n`);
  return ok(handOver(`招聘会-第${opened.value.revision}版.json`, bytes));
}
