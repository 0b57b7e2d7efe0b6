import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { fairById } from '../../server/fairs/fairs.ts';
import type { FairChange } from '../../shared/revising/fair-sheet.ts';
import { type Central, central } from '../central.ts';
import { organiserHere } from './organiser-here.ts';

/** The fair is changed at the organiser's station, by a sheet, a preview and a signature. */

let folder = '';
let at: Central;
let here: Awaited<ReturnType<typeof organiserHere>>;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'chunfeng-revise-'));
  at = await central(folder, undefined);
  here = await organiserHere(at, folder);
});
afterEach(async () => {
  await here.close();
  await at.close();
  await rm(folder, { recursive: true });
});

const NAME = { zh: '改过名字的招聘会', en: '' };
const change: FairChange = { name: NAME, boxesToServer: true };
const publish = (wanted: FairChange, revision = 1) =>
  here.ask('revise.publish', { change: wanted, revision });
const fault = (kind: string) => ({ ok: false, fault: { kind } });

async function published(): Promise<void> {
  await here.ask('setup.openSample', {});
  expect(await publish(change)).toMatchObject({ ok: true });
}

describe('a change of the fair', () => {
  it('is previewed without the keys, and changes nothing', async () => {
    expect(await here.ask('revise.preview', { change })).toMatchObject({
      ok: true,
      value: { revision: 1, lines: [{ about: 'name' }, { about: 'boxesToServer' }] },
    });
    expect(await publish(change)).toEqual(fault('locked'));
    expect(here.inForce().revision).toBe(1);
  });

  it('is in force here and at the server once it is signed', async () => {
    await published();
    expect(here.inForce()).toMatchObject({ revision: 2, name: NAME, boxesToServer: true });
    const kept = await fairById(at.storage, at.sample.fair.id);
    expect(kept?.fair).toMatchObject({ revision: 2, name: NAME });
  });

  it('is taken back by the next revision, also after a restart', async () => {
    await published();
    await here.close();
    const fair = { ...here.inForce(), sample: true as const };
    here = await organiserHere({ ...at, sample: { ...at.sample, fair } }, folder);
    const { back } = await here.ask('revise.state', {});
    await here.ask('setup.openSample', {});
    expect(await publish(back ?? {}, 2)).toMatchObject({ ok: true });
    const { revision, name, boxesToServer } = here.inForce();
    expect({ revision, name }).toEqual({ revision: 3, name: at.sample.fair.name });
    expect(boxesToServer).toBeUndefined();
  });

  it('is not made from a preview of an earlier revision', async () => {
    await published();
    expect(await publish({ name: at.sample.fair.name })).toEqual(fault('moved'));
  });

  it.each<[string, FairChange]>([
    ['no-change', {}],
    ['keep-until', { days: ['2027-12-31'] }],
    ['takes-place', { desks: [] }],
    ['invalid', { platforms: [{ host: '', parameter: 'id' }] }],
  ])('is refused with its reason: %s', async (kind, wanted) => {
    await here.ask('setup.openSample', {});
    const asked = here.ask('revise.preview', { change: wanted });
    if (kind === 'invalid') await expect(asked).rejects.toThrow();
    else expect(await asked).toEqual(fault(kind));
  });
});
