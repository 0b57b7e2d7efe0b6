import type { AnsweredBy } from '../../../shared/contract/calls.ts';
import type { Handlers } from '../../../shared/contract/dispatch.ts';
import type { FairBooth } from '../../../shared/fair.ts';
import { fail } from '../../../shared/result.ts';
import { employerColumnsSchema } from '../../../shared/tables/employers/choices.ts';
import { peopleColumnsSchema } from '../../../shared/tables/people/choices.ts';
import type { FairKeys } from '../keys/fair-keys.ts';
import { deliveryCalls } from './delivery-calls.ts';
import { fileCalls } from './file-calls.ts';
import { importUndone, type Undone } from './import-undone.ts';
import { keyCalls } from './key-calls.ts';
import { lastImport } from './last-import.ts';
import { lastRoster } from './last-roster.ts';
import { joiningFiles } from './machines/joining-files.ts';
import { machineCalls } from './machines/machine-calls.ts';
import { offerCall } from './offer-call.ts';
import { noteTakenOver } from '../first/taken-over.ts';
import { hubCalls } from '../hub/hub-calls.ts';
import { rememberedChoices } from './remembered-choices.ts';
import { rememberedColumns } from './remembered-columns.ts';
import { paperCalls } from './papers.ts';
import { peopleCalls } from './people-calls.ts';
import { printsCalls } from './prints/prints.ts';
import { publishCalls } from './publish-calls.ts';
import { type Publish, publishing, revisionFile } from './publishing.ts';
import { reviseCalls } from './revise.ts';
import { seenHere } from './seen-here.ts';
import { tableCalls } from './table-calls.ts';
import { type SetUpBench, setUpBench } from './set-up-bench.ts';
import type { SetUpOptions } from './set-up-options.ts';

/**
 * Sets up a fair at the organiser's station. The organiser's file and passphrase open its keys in
 * this process's memory; after a time without use, or when the page goes and does not come back, they are forgotten.
 */

type HandlersOf<Room extends string> = Pick<
  Handlers,
  Extract<AnsweredBy<'station'>, `${Room}.${string}`>
>;
/** The hub's only where one can run. */
export type SetUpHandlers = HandlersOf<
  'setup' | 'keys' | 'machines' | 'newfair' | 'people' | 'prints' | 'revise'
> &
  Partial<HandlersOf<'hub' | 'accounts'>>;

export async function openSetUp(options: SetUpOptions) {
  await noteTakenOver(options.folder, options.store.audit, options.note);
  const choices = await rememberedChoices(options.folder);
  const columns = {
    employers: await rememberedColumns(options.folder, 'employers', employerColumnsSchema),
    people: await rememberedColumns(options.folder, 'people', peopleColumnsSchema),
  };
  const last = await lastImport(options.folder);
  const roster = await lastRoster(options.folder);
  const undone = () => {
    const fair = options.revisions.newest();
    const before = last.before(fair);
    return before && importUndone(fair.booths, before, usedPosts(options.store));
  };
  // The page asks with each step of an upload; facts that come meanwhile count when it is undone.
  let shown:
    | { readonly before: readonly FairBooth[]; readonly undone: Undone | undefined }
    | undefined;
  const undoneShown = () => {
    const before = last.before(options.revisions.newest());
    if (!before) return undefined;
    if (shown?.before !== before) shown = { before, undone: undone() };
    return shown.undone;
  };
  const bench = setUpBench({
    ...options,
    sample: options.sampleKeys !== undefined,
    undone: undoneShown,
    lastPeople: roster.people,
  });
  const keys = keyCalls(options, bench);
  const publish = publishing(options, bench);
  const handlers: SetUpHandlers = {
    ...printsCalls(options, bench),
    ...(await reviseCalls(options, bench, publish)),
    'setup.state': bench.state,
    ...keys.handlers,
    ...fileCalls(options, bench, { columns, choices }),
    'setup.revisionFile': () => revisionFile(options),
    ...tableCalls(options, bench, { columns, choices }),
    ...publishCalls(options, bench, publish, { ...last, undone }),
    ...offerCall(options, bench),
    ...machineCallsHere(options, bench, publish),
    ...joiningFiles({
      ...options,
      newest: options.revisions.newest,
      here: options.station.slot,
      bench,
    }),
    ...hubCallsHere(options, bench, publish),
    ...peopleCalls(options, bench, roster),
    ...deliveryCalls({ ...options, hasServer: () => options.target() !== undefined }, bench),
    ...paperCalls(options, bench),
  };
  return {
    handlers,
    /** Forgets the keys, and stops any work. */
    lock: bench.lock,
    takeSheet: keys.takeSheet,
    refresh: () => bench.refresh(),
    /** The opened keys, for other work at this station; asking for them counts as using them. */
    keys: (): FairKeys | undefined => {
      bench.touch();
      return bench.opened()?.keys;
    },
  };
}

/** Posts that facts count at, as far as they are here. */
const usedPosts = ({ ledger }: SetUpOptions['store']): ReadonlySet<string> =>
  new Set(
    ledger
      .tallies()
      .flatMap(({ slice }) => (slice.startsWith('post:') ? [slice.slice('post:'.length)] : [])),
  );

function machineCallsHere(options: SetUpOptions, bench: SetUpBench, publish: Publish) {
  const { hub, revisions, station, store, target, now } = options;
  return machineCalls({
    newest: revisions.newest,
    here: station.slot,
    coverage: (fair) => seenHere(fair, station.slot, store, now()),
    codesBy() {
      if (hub?.place()) return 'hub';
      return target() ? 'server' : 'nobody';
    },
    bench,
    publish: (change, opened) => publish({}, opened, undefined, change),
    now,
  });
}

function hubCallsHere(
  options: SetUpOptions,
  bench: SetUpBench,
  publish: Publish,
): Partial<ReturnType<typeof hubCalls>> {
  const { hub, revisions } = options;
  if (!hub) return {};
  hub.onView(() => options.emit({ name: 'hub', payload: hub.view(revisions.newest()) }));
  return hubCalls({
    ...options,
    hub,
    newest: revisions.newest,
    signingKey() {
      bench.touch();
      return bench.opened()?.keys.signingKey;
    },
    async publish(serverPins) {
      const opened = bench.opened();
      if (!opened) return fail({ kind: 'not-taken' });
      const published = await publish({ serverPins: [...serverPins] }, opened);
      return published.ok ? published : fail({ kind: 'not-taken' });
    },
  });
}
