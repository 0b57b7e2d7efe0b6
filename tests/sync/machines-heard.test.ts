import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { revisionHere, signFair } from '../../electron/station/keys/signed-fair.ts';
import { loadSampleFair } from '../../electron/station/sample/sample-fair.ts';
import { SAMPLE_FAIR } from '../../electron/station/sample/sample-station.ts';
import { adoptFair } from '../../server/ingest/adopt.ts';
import type { Fetch } from '../../electron/station/sync/network.ts';
import { refOf } from '../../shared/facts.ts';
import type { Fair } from '../../shared/fair.ts';
import { heardBy, slotsOnList } from '../../shared/machines/hears.ts';
import { type Change, successor } from '../../shared/succession.ts';
import { openHall, type RunningServer, type RunningStation } from './hall.ts';

/**
 * A booth's machine breaks at noon, and a spare laptop goes on in its place with the same list: over a server, and
 * behind a hub. What was not on the broken one's disk comes to nobody by it (P124, P125).
 */

const BROKEN = 4;
const OTHER_BOOTH = 5;
const SPARE = 10;
const ORGANISER = 8;

let hall: Awaited<ReturnType<typeof openHall>>;
let centre: RunningServer;
/** The newest revision that an organiser has made. */
let fair: Fair;

beforeEach(async () => {
  const sample = await loadSampleFair(join(import.meta.dirname, '../../resources', SAMPLE_FAIR));
  // As in a fair of the first screen: who serves at which booth is chosen on the spot.
  const stations = sample.fair.stations.map(({ serves: _serves, ...station }) => station);
  hall = await openHall(undefined, { stations });
  fair = hall.sample.fair;
  centre = await hall.serve('centre');
  hubs = [];
});
afterEach(() => hall.close());

/** As the organiser's station does, and sends it to these. */
async function revise(change: Change, ...servers: RunningServer[]): Promise<void> {
  const { replaced: _replaced, ...rest } = fair;
  fair = { ...rest, ...successor(revisionHere(fair), change) };
  for (const server of servers) await bring(server);
}
async function bring({ storage }: RunningServer): Promise<void> {
  const adopted = await adoptFair(storage, signFair(fair, hall.sample.keys.signingKey));
  if (!adopted.ok) throw new Error(adopted.fault.kind);
}

/** A machine that holds the newest revision, as each does that is on the network. */
const machine = (
  slot: number,
  server: RunningServer,
  fetch: Fetch = globalThis.fetch,
): Promise<RunningStation> =>
  hall.station(slot, server.url, undefined, {
    fetch,
    machines: () => heardBy(fair, slot),
    revision: () => fair.revision,
  });
const noNetwork: Fetch = () => Promise.reject(new TypeError('fetch failed'));

let hubs: RunningServer[];
/** Rounds of the hubs and these stations until it is so. */
async function until(so: () => boolean, ...stations: RunningStation[]): Promise<void> {
  await expect
    .poll(async () => {
      for (const station of stations) await station.round();
      for (const hub of hubs) hub.poke();
      return so();
    })
    .toBe(true);
}

const visitAt = (booth: string) => ({ kind: 'visit', what: { booth } }) as const;
const resumeAt = (booth: string) => ({ kind: 'resume', what: { booth, post: 'P-1' } }) as const;
const person = (n: number): string => `${n}`.padStart(2, '0').repeat(16);
const write = ({ store }: RunningStation, booth: string, n: number): void =>
  void store.ledger.append([
    { happening: visitAt(booth), person: person(n) },
    { happening: resumeAt(booth), person: person(n) },
  ]);
const visits = ({ store }: RunningStation, booth: string): number =>
  store.ledger.tally('all', 'visits', `booth:${booth}`);
const figures = ({ store }: RunningStation) =>
  (['visits', 'visitors', 'resumes'] as const).map((figure) => store.ledger.tally('all', figure));

describe('a spare in the place of a booth’s machine', () => {
  it('has the list of before, and no figure changes (P124)', async () => {
    const broken = await machine(BROKEN, centre);
    for (let n = 1; n <= 22; n += 1) write(broken, 'A01', n);
    await broken.round();
    const organiser = await machine(ORGANISER, centre);
    await organiser.round();
    const before = figures(organiser);
    broken.stop();

    await revise({ replaced: [{ slot: BROKEN, by: SPARE }] }, centre);
    const spare = await machine(SPARE, centre);
    await until(() => visits(spare, 'A01') === 22, spare);
    const slots = slotsOnList(fair, SPARE);
    expect(spare.store.ledger.atPlace('A01', 60, slots)).toHaveLength(44);
    expect(spare.store.ledger.factsOfPerson(person(7))).toHaveLength(2);
    // The same person again: who was there is known.
    hall.pass(61_000);
    spare.store.ledger.append([{ happening: visitAt('A01'), person: person(7) }]);
    await until(() => visits(organiser, 'A01') === 23, spare, organiser);
    expect(before).toEqual([22, 22, 22]);
    expect(figures(organiser)).toEqual([23, 22, 22]);
  });

  it('receives what the broken one had not sent, once it comes', async () => {
    const broken = await machine(BROKEN, centre);
    write(broken, 'A01', 1);
    await broken.round();
    broken.stop();
    const cut = await machine(BROKEN, centre, noNetwork);
    write(cut, 'A02', 2);
    cut.stop();
    await revise({ replaced: [{ slot: BROKEN, by: SPARE }] }, centre);
    const spare = await machine(SPARE, centre);
    await until(() => visits(spare, 'A01') === 1, spare);
    expect(visits(spare, 'A02')).toBe(0);
    const mended = await machine(BROKEN, centre);
    await until(() => visits(spare, 'A02') === 1, mended, spare);
  });

  it('receives nothing of other machines, nor what the broken one writes elsewhere later', async () => {
    const broken = await machine(BROKEN, centre);
    const other = await machine(OTHER_BOOTH, centre);
    write(broken, 'A01', 1);
    write(other, 'A01', 2);
    write(other, 'B01', 3);
    for (const station of [broken, other]) await station.round();
    await revise({ replaced: [{ slot: BROKEN, by: SPARE }] }, centre);
    // Mended, and given to another employer without a word.
    write(broken, 'C01', 4);
    await broken.round();
    const spare = await machine(SPARE, centre);
    await until(() => visits(spare, 'A01') === 1, spare);
    expect(['A01', 'B01', 'C01'].map((booth) => visits(spare, booth))).toEqual([1, 0, 0]);
    expect(spare.store.ledger.factsOfPerson(person(2))).toEqual([]);
    await other.round();
    expect(visits(other, 'A01')).toBe(1);
  });

  it('receives nothing once it is revoked', async () => {
    const broken = await machine(BROKEN, centre);
    write(broken, 'A01', 1);
    await broken.round();
    await revise({ replaced: [{ slot: BROKEN, by: SPARE }], revoked: [SPARE] }, centre);
    const stolen = await machine(SPARE, centre);
    await stolen.round();
    expect(stolen.sync.state()).toMatchObject({ why: 'revoked' });
    expect(stolen.store.ledger.count()).toBe(0);
  });

  it('of an earlier version receives it, too, and asks until it has all', async () => {
    const broken = await machine(BROKEN, centre);
    for (let n = 1; n <= 60; n += 1) {
      for (let times = 0; times < 6; times += 1) write(broken, 'A01', n);
    }
    await broken.round();
    await revise({ replaced: [{ slot: BROKEN, by: SPARE }] }, centre);
    const spare = await hall.station(SPARE, centre.url);
    await until(() => spare.store.ledger.count() === 720, spare);
    expect(await spare.round()).toBe('up-to-date');
  });
});

it('A machine that is enrolled again under its own slot has its list again (P66)', async () => {
  const broken = await machine(BROKEN, centre);
  write(broken, 'A01', 1);
  await broken.round();
  broken.stop();
  const anew = await hall.station(BROKEN, centre.url, 'enrolled again');
  await until(() => visits(anew, 'A01') === 1, anew);
  expect(anew.store.ledger.atPlace('A01', 60)).toHaveLength(2);
});

describe('a machine that was mended and trusted again', () => {
  it('has what its stand-in wrote meanwhile, and nothing that it writes elsewhere (P124)', async () => {
    const mended = await machine(BROKEN, centre);
    write(mended, 'A01', 1);
    await mended.round();
    await revise({ replaced: [{ slot: BROKEN, by: SPARE }] }, centre);
    const spare = await machine(SPARE, centre);
    await until(() => visits(spare, 'A01') === 1, spare);
    write(spare, 'A01', 2);
    const slip = spare.store.ledger.standingOf(person(1)).at(-1)?.chained;
    if (!slip) throw new Error('the list did not come');
    const retracted = { fact: refOf(slip) };
    spare.store.ledger.append([{ happening: { kind: 'retract', what: retracted } }]);
    await spare.round();
    // It has heard up to here, and that nothing of it was for it.
    await mended.round();
    expect(visits(mended, 'A01')).toBe(1);
    await revise({ reinstated: [BROKEN] }, centre);
    write(spare, 'B01', 3);
    await spare.round();
    await until(() => visits(mended, 'A01') === 2, mended);
    expect(mended.store.ledger.standingOf(person(1))).toHaveLength(1);
    expect(visits(mended, 'B01')).toBe(0);
  });
});

describe('behind a hub', () => {
  let hub: RunningServer;
  beforeEach(async () => {
    hub = await hall.serve('hub', 0, centre.url);
    hubs = [hub];
  });

  it('the list comes from the hub and from the server above it (P70, P124)', async () => {
    const broken = await machine(BROKEN, centre);
    write(broken, 'A01', 1);
    await broken.round();
    broken.stop();
    const moved = await machine(BROKEN, hub);
    write(moved, 'A01', 2);
    await moved.round();
    moved.stop();
    await revise({ replaced: [{ slot: BROKEN, by: SPARE }] }, hub, centre);
    const spare = await machine(SPARE, hub);
    await until(() => visits(spare, 'A01') === 2, spare);
  });

  it('it comes as well where the server above hears of the replacement last (P125)', async () => {
    const broken = await machine(BROKEN, centre);
    const other = await machine(OTHER_BOOTH, centre);
    write(broken, 'A01', 1);
    write(other, 'B01', 2);
    for (const station of [broken, other]) await station.round();
    await revise({ replaced: [{ slot: BROKEN, by: SPARE }] }, hub);
    const spare = await machine(SPARE, hub);
    // An order of erasure is news for everybody: with it the server above says how far the spare has heard.
    const gate = await machine(1, centre);
    const gone = person(9);
    gate.store.ledger.append([
      { happening: { kind: 'checkin', what: { means: 'card', lane: 'self' } }, person: gone },
    ]);
    await gate.round();
    await gate.store.erase(gone);
    await gate.round();
    await until(() => (spare.store.settings.heardAbove()[0]?.facts ?? 0) > 0, spare);
    expect(visits(spare, 'A01')).toBe(0);
    await bring(centre);
    await until(() => visits(spare, 'A01') === 1, spare);
    expect(visits(spare, 'B01')).toBe(0);
  });
});
