import { copyFile, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { type Happening, refOf } from '../../shared/facts.ts';
import { genesis } from '../../shared/chain.ts';
import { keyText, signText } from '../../electron/station/keys/fair-keys.ts';
import { LEDGER_FILE, putBack, setAside } from '../../electron/station/store/damage.ts';
import { ackSchema, HEAD_DOMAIN, headText, HEAR_DOMAIN, hearText } from '../../shared/sync/wire.ts';
import { COLLEAGUE, type Day, GATE, openDay, OTHER_GATE, SLOT } from './day.ts';

let day: Day;
beforeEach(async () => {
  day = await openDay();
});
afterEach(() => day.close());

describe('what a station receives', () => {
  const person = 'd2'.repeat(16);
  const arrives: Happening = { kind: 'checkin', what: { means: 'card', lane: 'self' } };
  const visit = (booth: string): Happening => ({ kind: 'visit', what: { booth } });

  it('at an entrance includes other entrances’ check-ins; at a booth it does not', async () => {
    const gate = await day.station(GATE);
    const other = await day.station(OTHER_GATE);
    day.nowMs += 1_000;
    const [first] = gate.ledger.append([{ happening: arrives, person }]);
    await day.exchange(gate, GATE);
    await day.exchange(other, OTHER_GATE);
    await day.exchange(day.store, SLOT);
    expect(other.ledger.factsOfPerson(person)).toEqual([first]);
    expect(other.ledger.tally('all', 'attendees')).toBe(1);
    expect(day.store.ledger.factsOfPerson(person)).toEqual([]);
    // A repeat of what it already knows changes nothing.
    other.settings.setFactsHeard(0);
    await day.exchange(other, OTHER_GATE);
    expect(other.ledger.tally('all', 'attendees')).toBe(1);
    gate.close();
    other.close();
  });

  it('is announced at once, before its next regular question', async () => {
    const other = await day.station(OTHER_GATE);
    let arrived: () => void = () => undefined;
    const news = new Promise<void>((resolve) => {
      arrived = resolve;
    });
    const listening = day.syncOf(
      other,
      OTHER_GATE,
      day.server,
      () => undefined,
      () => {
        if (other.ledger.factsOfPerson(person).length > 0) arrived();
      },
    );
    const gate = await day.station(GATE);
    await day.exchange(gate, GATE);
    gate.ledger.append([{ happening: arrives, person }]);
    await day.exchange(gate, GATE);
    await news;
    listening.close();
    gate.close();
    other.close();
  });

  it('at a booth is what colleagues did there, and nothing else', async () => {
    const [own = '', ...more] =
      day.sample.fair.stations.find(({ slot }) => slot === SLOT)?.serves ?? [];
    const foreign = day.sample.fair.booths.find(({ code }) => code !== own && !more.includes(code));
    const colleague = await day.station(COLLEAGUE);
    const [seen] = colleague.ledger.append([{ happening: visit(own), person }]);
    const [slip] = colleague.ledger.append([{ happening: visit(own), person: 'e3'.repeat(16) }]);
    const slipRef = refOf(slip?.chained ?? { station: 0, incarnation: '', seq: 0 });
    colleague.ledger.append([
      { happening: { kind: 'retract', what: { fact: slipRef } } },
      { happening: visit(foreign?.code ?? ''), person },
    ]);
    await day.exchange(colleague, COLLEAGUE);
    await day.exchange(day.store, SLOT);
    expect(day.store.ledger.factsOfPerson(person)).toEqual([seen]);
    expect(day.store.ledger.tally('all', 'visits', `booth:${own}`)).toBe(1);
    colleague.close();
  });

  it('after a restore is what it lost, counted once', async () => {
    day.receive(60);
    await day.store.backup();
    day.receive(700, 60);
    await day.exchange(day.store, SLOT);
    const whole = day.folded();
    const own = day.stationFolder(SLOT);
    const backup = await day.store.newestBackup();
    day.store.close();
    await setAside(own, day.nowMs);
    if (backup) await putBack(own, backup);
    day.store = await day.station();
    expect(day.store.ledger.count()).toBe(60);
    await day.exchange(day.store, SLOT);
    expect(day.store.ledger.count()).toBe(760);
    expect(day.folded()).toEqual(whole);
    day.receive(20, 760);
    await day.exchange(day.store, SLOT);
    expect(await day.figures()).toEqual(day.folded());
    expect([...day.folded()]).not.toEqual([...whole]);
  });

  it('after a silent restore is what the file lost, before any write', async () => {
    day.receive(30);
    await day.store.backup();
    day.receive(10, 30);
    await day.exchange(day.store, SLOT);
    const { head } = day.store.ledger;
    const backup = await day.store.newestBackup();
    day.store.close();
    const own = day.stationFolder(SLOT);
    await setAside(own, day.nowMs);
    await copyFile(join(own, 'backups', backup?.file ?? ''), join(own, LEDGER_FILE));
    // A copy of the whole folder has no witness of what came later.
    await rm(join(own, 'witness.json'));
    day.store = await day.station();
    expect(day.store.ledger.head.seq).toBe(30);
    await day.exchange(day.store, SLOT);
    expect(day.store.ledger.head).toEqual(head);
    day.receive(5, 40);
    await day.exchange(day.store, SLOT);
    expect(await day.figures()).toEqual(day.folded());
  });

  it('needs the station’s key and a fresh nonce', async () => {
    const gate = await day.station(GATE);
    gate.ledger.append([{ happening: arrives, person }]);
    await day.exchange(gate, GATE);
    gate.close();
    const passSeed = day.passSeedOf(OTHER_GATE);
    const others = day.passSeedOf(SLOT);
    const { id } = day.sample.fair;
    const head = { seq: 0, hash: genesis(id, OTHER_GATE) };
    const text = headText(id, OTHER_GATE, 'aaaaaaaa', head);
    const ask = async (hears?: unknown) => {
      const answer = await fetch(
        new URL(`/v1/fairs/${id}/stations/${OTHER_GATE}/facts`, day.server),
        {
          method: 'POST',
          headers: { 'content-type': 'application/json' },
          body: JSON.stringify({
            v: 1,
            incarnation: 'aaaaaaaa',
            from: head,
            facts: [],
            head: { ...head, signature: keyText(signText(HEAD_DOMAIN, text, passSeed)) },
            waiting: 0,
            erasures: [],
            ...(hears !== undefined && { hears }),
          }),
        },
      );
      return ackSchema.parse(await answer.json());
    };
    const signed = (nonce: string, seed: Uint8Array) => ({
      nonce,
      signature: keyText(signText(HEAR_DOMAIN, hearText(id, OTHER_GATE, nonce), seed)),
      erasures: 0,
      facts: 0,
    });
    const { nonce, heard } = await ask();
    expect(heard).toBeUndefined();
    expect((await ask(signed(nonce, passSeed))).heard?.facts).toHaveLength(1);
    expect((await ask(signed(nonce, others))).heard).toBeUndefined();
    const [until = '', seal = ''] = nonce.split('.');
    const later = `${Number(until) + 1}.${seal}`;
    expect((await ask(signed(later, passSeed))).heard).toBeUndefined();
    day.nowMs += 11 * 60_000;
    expect((await ask(signed(nonce, passSeed))).heard).toBeUndefined();
  });
});
