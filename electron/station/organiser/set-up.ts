import { setImmediate as eventLoopTurn } from 'node:timers/promises';
import { dateInParts } from '../../../shared/calendar.ts';
import type { AnsweredBy } from '../../../shared/contract/calls.ts';
import type { Handlers } from '../../../shared/contract/dispatch.ts';
import type { FairBooth } from '../../../shared/fair.ts';
import { workbook } from '../../../shared/report/files.ts';
import { fail, ok } from '../../../shared/result.ts';
import { employerColumnsSchema } from '../../../shared/tables/employers/choices.ts';
import { peopleColumnsSchema } from '../../../shared/tables/people/choices.ts';
import type { Change, Revision } from '../../../shared/succession.ts';
import { arrivedBytes, contentOf, withPart } from '../export/arriving-file.ts';
import type { FairKeys } from '../keys/fair-keys.ts';
import { organiserFile } from '../keys/fair-pack.ts';
import { type OpenedKeys, ownOrganiserFile } from '../keys/own-keys.ts';
import { isOfNewer, openSignedFair, revisionHere, signFair } from '../keys/signed-fair.ts';
import { rosterTemplate } from '../people/roster.ts';
import { deliveryCalls } from './delivery-calls.ts';
import { employersTemplate } from './employers-template.ts';
import { importUndone, type Undone } from './import-undone.ts';
import { keyCalls } from './key-calls.ts';
import { lastImport } from './last-import.ts';
import { lastRoster } from './last-roster.ts';
import { joiningFiles } from './machines/joining-files.ts';
import { machineCalls } from './machines/machine-calls.ts';
import { markedDraft } from './marked-draft.ts';
import { offerCall } from './offer-call.ts';
import { noteTakenOver } from '../first/taken-over.ts';
import { hubCalls } from '../hub/hub-calls.ts';
import { blockedBy, employersReview, peopleReview, type Review } from './review.ts';
import { rememberedChoices } from './remembered-choices.ts';
import { rememberedColumns } from './remembered-columns.ts';
import { nextRevision, sendRevision } from './revision.ts';
import { paperCalls } from './papers.ts';
import { peopleCalls } from './people-calls.ts';
import { printsCalls } from './prints/prints.ts';
import { reviseCalls } from './revise.ts';
import { seenHere } from './seen-here.ts';
import { type TableMemory, tableCalls } from './table-calls.ts';
import { type Draft, type SetUpBench, setUpBench } from './set-up-bench.ts';
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
  const handlers: SetUpHandlers = {
    ...printsCalls(options, bench),
    ...(await reviseCalls(options, bench, publishing(options, bench))),
    'setup.state': bench.state,
    ...keys.handlers,
    ...fileCalls(options, bench, { columns, choices }),
    'setup.revisionFile': () => revisionFile(options),
    ...tableCalls(options, bench, { columns, choices }),
    ...deedCalls(options, bench, { ...last, undone }),
    ...offerCall(options, bench),
    ...machineCallsHere(options, bench),
    ...joiningFiles({
      ...options,
      newest: options.revisions.newest,
      here: options.station.slot,
      bench,
    }),
    ...hubCallsHere(options, bench),
    ...peopleCalls(options, bench, roster),
    ...deliveryCalls({ ...options, hasServer: () => options.target() !== undefined }, bench),
    ...paperCalls(options, bench),
  };
  /** Forgets the keys, and stops any work. */
  return {
    handlers,
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

function fileCalls(
  options: SetUpOptions,
  bench: SetUpBench,
  { columns, choices }: TableMemory,
): Pick<
  SetUpHandlers,
  'setup.begin' | 'setup.part' | 'setup.cancel' | 'setup.template' | 'setup.marked'
> {
  function settle({ work, draft }: Review): void {
    bench.put(draft);
    bench.show(work);
  }

  async function arrived(file: Extract<Draft, { is: 'arriving' }>): Promise<void> {
    const { what, name } = file;
    const bytes = contentOf(file);
    bench.put(undefined);
    bench.show({ at: 'checking' });
    const signal = bench.signal();
    const fair = options.revisions.newest();
    // A large table blocks this process, so let the page show the progress first.
    await eventLoopTurn();
    const reviewed =
      what === 'employers'
        ? await employersReview(bytes, name, fair, { columns: columns.employers.all() }, choices)
        : await peopleReview(bytes, name, dateInParts(options.now(), fair.utcOffsetMinutes), {
            columns: columns.people.all(),
          });
    if (!signal.aborted) settle(reviewed);
  }

  return {
    'setup.begin': ({ what, bytes, name }) => bench.begin(what, bytes, name),
    'setup.part': ({ base64 }) => {
      const before = bench.draft();
      if (before?.is !== 'arriving') return fail({ kind: 'gone' });
      const now = withPart(before, base64);
      bench.put(now);
      const done = arrivedBytes(now);
      if (done < now.bytes) bench.show({ at: 'reading', done, of: now.bytes });
      else bench.inBackground(arrived(now));
      return ok({});
    },
    'setup.cancel': () => {
      bench.cancel();
      return {};
    },
    'setup.marked': async () => {
      const marked = await markedDraft(bench.draft());
      if (!marked) return fail({ kind: 'gone' });
      bench.touch();
      const { name, bytes, isWhole } = marked;
      return ok({ file: options.handOver(name, bytes), isWhole });
    },
    'setup.template': async ({ table }) => {
      const sheet = table === 'employers' ? employersTemplate : rosterTemplate;
      return options.handOver(`${sheet.name}.xlsx`, await workbook([sheet]));
    },
  };
}

/** Puts the next revision into force here, and sends it. */
function publishing(options: SetUpOptions, bench: SetUpBench) {
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

async function revisionFile({ sampleKeys, signedFair, revisions, handOver }: SetUpOptions) {
  const fair = revisions.newest();
  // The sample's revisions end with its station, and stand in no file.
  const signed = sampleKeys ? signFair(fair, sampleKeys.signingKey) : await signedFair?.();
  const opened = signed && openSignedFair(signed);
  if (!opened?.ok) return fail({ kind: 'none' });
  const bytes = Buffer.from(`${JSON.stringify(signed)}\n`);
  return ok(handOver(`招聘会-第${opened.value.revision}版.json`, bytes));
}

function machineCallsHere(options: SetUpOptions, bench: SetUpBench) {
  const { hub, revisions, station, store, target, now } = options;
  const publish = publishing(options, bench);
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
): Partial<ReturnType<typeof hubCalls>> {
  const { hub, revisions } = options;
  if (!hub) return {};
  const publish = publishing(options, bench);
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

type LastImport = Omit<Awaited<ReturnType<typeof lastImport>>, 'before'> & {
  readonly undone: () => Undone | undefined;
};

function deedCalls(
  options: SetUpOptions,
  bench: SetUpBench,
  last: LastImport,
): Pick<SetUpHandlers, 'setup.publish' | 'setup.undo' | 'setup.settle'> {
  const publish = publishing(options, bench);

  return {
    'setup.publish': async () => {
      const opened = bench.opened();
      const draft = bench.draft();
      const fair = options.revisions.newest();
      if (!opened) return fail({ kind: 'locked' });
      if (draft?.is !== 'employers') return fail({ kind: 'gone' });
      if (blockedBy(draft.table)) return fail({ kind: 'gone' });
      bench.touch();
      const before = fair.booths;
      const published = await publish({ booths: [...draft.table.booths] }, opened);
      if (!published.ok) return published;
      await last.keep(before, options.revisions.newest().booths).catch(options.onTrouble);
      bench.finish(draft);
      bench.refresh();
      return published;
    },
    'setup.undo': async () => {
      const opened = bench.opened();
      if (!opened) return fail({ kind: 'locked' });
      const undone = last.undone();
      if (!undone) return fail({ kind: 'gone' });
      bench.touch();
      const published = await publish({ booths: [...undone.booths] }, opened);
      if (published.ok) await last.forget().catch(options.onTrouble);
      return published;
    },
    'setup.settle': () => {
      const opened = bench.opened();
      const other = options.revisions.other();
      if (!opened) return fail({ kind: 'locked' });
      if (!other) return fail({ kind: 'gone' });
      bench.touch();
      return publish({}, opened, other);
    },
  };
}
