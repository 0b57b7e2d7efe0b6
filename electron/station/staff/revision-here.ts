import type { Handlers } from '../../../shared/contract/dispatch.ts';
import { type Fair, type SignedFair, signedFairSchema } from '../../../shared/fair.ts';
import { jsonOf } from '../../../shared/json.ts';
import { fail, ok, type Result } from '../../../shared/result.ts';
import type { ListMedia } from '../export/media.ts';
import { jsonOnSticks } from '../export/on-sticks.ts';
import { openSignedFair } from '../keys/signed-fair.ts';
import type { FairRevisions } from '../open/revisions.ts';
import type { AuditDeed } from '../store/audit.ts';

/** Staff take a revision of the fair from a stick, by the checks that one from the network passes. */

interface Options {
  readonly fair: Pick<Fair, 'id' | 'signingKey'>;
  readonly admits: (key: string) => boolean;
  readonly revisions: Pick<FairRevisions, 'newest' | 'take'>;
  readonly listMedia: ListMedia;
  readonly note: (deed: AuditDeed) => void;
}

type Calls = Pick<Handlers, 'staff.revisionFiles' | 'staff.takeRevision'>;
interface Found {
  readonly signed: SignedFair;
  readonly revision: number;
}

const staffOnly = fail({ kind: 'staff-only' });

export function revisionHereCalls({ fair, admits, revisions, listMedia, note }: Options): Calls {
  /** Other files of the organiser's lie on the same stick, and perhaps another fair's. */
  function read(text: string): Result<Found, { readonly kind: 'none' }> {
    const signed = signedFairSchema.safeParse(jsonOf(text));
    const opened = signed.success && openSignedFair(signed.data);
    if (!opened || !opened.ok) return fail({ kind: 'none' });
    const { id, signingKey, revision } = opened.value;
    if (id !== fair.id || signingKey !== fair.signingKey) return fail({ kind: 'none' });
    return ok({ signed: signed.data, revision });
  }

  function isOf(revision: number): 'fresh' | 'held' | 'older' {
    const here = revisions.newest().revision;
    if (revision === here) return 'held';
    return revision > here ? 'fresh' : 'older';
  }

  return {
    'staff.revisionFiles': async ({ key }) => {
      if (!admits(key)) return staffOnly;
      const { sticks, files } = await jsonOnSticks(listMedia, read);
      return ok({
        revision: revisions.newest().revision,
        sticks,
        files: files
          .toSorted((a, b) => b.revision - a.revision)
          .map(({ id, stick, name, revision }) => ({
            is: isOf(revision),
            id,
            stick,
            name,
            revision,
          })),
      });
    },
    'staff.takeRevision': async ({ key, id }) => {
      if (!admits(key)) return staffOnly;
      const { files } = await jsonOnSticks(listMedia, read);
      const file = files.find((each) => each.id === id);
      if (!file) return fail({ kind: 'gone' });
      const { signed, revision } = file;
      if (isOf(revision) !== 'fresh') return fail({ kind: 'not-newer' });
      if (!(await revisions.take(signed))) return fail({ kind: 'not-taken' });
      note({ did: 'revision-taken', revision });
      return ok({ revision });
    },
  };
}
