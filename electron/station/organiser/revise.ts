import type { AnsweredBy } from '../../../shared/contract/calls.ts';
import type { Handlers } from '../../../shared/contract/dispatch.ts';
import type { ChangeFault } from '../../../shared/contract/revise.ts';
import type { Fair } from '../../../shared/fair.ts';
import { fail, ok, type Result } from '../../../shared/result.ts';
import { changesBetween, wayBack } from '../../../shared/revising/fair-changes.ts';
import { contentOf, type FairChange, sheetOf } from '../../../shared/revising/fair-sheet.ts';
import { rightsTaken } from '../../../shared/authority.ts';
import { isOfNewer, revisionHere } from '../keys/signed-fair.ts';
import { lastChange } from './last-change.ts';
import type { Publish } from './publishing.ts';
import { nextRevision } from './revision.ts';
import type { SetUpBench } from './set-up-bench.ts';

/** Changes the fair itself: what would change, and for whom, before it is signed; and the way back. */

interface ReviseOptions {
  readonly revisions: { readonly newest: () => Fair };
  /** The station's data folder. */
  readonly folder: string;
  readonly onTrouble: (error: unknown) => void;
}

type Calls = Pick<Handlers, Extract<AnsweredBy<'station'>, `revise.${string}`>>;

export async function reviseCalls(
  { revisions, folder, onTrouble }: ReviseOptions,
  bench: Pick<SetUpBench, 'opened' | 'touch'>,
  publish: Publish,
): Promise<Calls> {
  const last = await lastChange(folder);
  return {
    'revise.state': () => {
      const fair = revisions.newest();
      return {
        revision: fair.revision,
        sheet: sheetOf(fair),
        booths: fair.booths.map(({ code, zone, employer, posts }) => ({
          code,
          zone,
          employer,
          posts: posts.length,
          closed: posts.filter(({ closed }) => closed).length,
        })),
        back: last.back(fair.revision) ?? null,
      };
    },
    'revise.posts': ({ booth }) =>
      (revisions.newest().booths.find(({ code }) => code === booth)?.posts ?? []).map(
        ({ code, zh, closed = false }) => ({ code, zh, closed }),
      ),
    'revise.preview': ({ change }) => {
      const fair = revisions.newest();
      const next = revised(fair, change);
      if (!next.ok) return next;
      return ok({ revision: fair.revision, lines: changesBetween(fair, next.value) });
    },
    'revise.publish': async ({ change, revision }) => {
      const opened = bench.opened();
      const fair = revisions.newest();
      if (!opened) return fail({ kind: 'locked' });
      if (fair.revision !== revision) return fail({ kind: 'moved' });
      const next = revised(fair, change);
      if (!next.ok) return next;
      bench.touch();
      const published = await publish(contentOf(fair, change), opened);
      if (!published.ok) return published;
      const now = revisions.newest();
      await last.keep(now.revision, wayBack(fair, now)).catch(onTrouble);
      return published;
    },
  };
}

/** The fair as it would be. */
function revised(fair: Fair, change: FairChange): Result<Fair, { readonly kind: ChangeFault }> {
  if (isOfNewer(fair)) return fail({ kind: 'newer' });
  const next = nextRevision(revisionHere(fair), contentOf(fair, change));
  if (!next.success) return fail({ kind: takesPlace(fair, change) ? 'takes-place' : 'invalid' });
  const { days, keepUntil } = next.data;
  if (days.some((day) => day > keepUntil)) return fail({ kind: 'keep-until' });
  return changesBetween(fair, next.data).length > 0 ? ok(next.data) : fail({ kind: 'no-change' });
}

/** A desk that stations write at may not go. */
const takesPlace = (fair: Fair, { desks }: FairChange): boolean =>
  desks !== undefined && rightsTaken(fair, { ...fair, desks }) !== undefined;
