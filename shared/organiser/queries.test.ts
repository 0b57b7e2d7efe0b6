import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { writeXlsx } from 'hucre/xlsx';
import { describe, expect, it } from 'vitest';
import { base64Of } from '../base64.ts';
import { fairSchema } from '../fair.ts';
import { organiserQueries, type OrganiserSource } from './queries.ts';
import type { AuditLine, AuditLog } from '../report/audit-log.ts';

const file = join(import.meta.dirname, '../../resources/fairs/street-market/fair.json');
const fair = fairSchema.parse(JSON.parse(await readFile(file, 'utf8')));
const NOW = Date.UTC(2027, 1, 27, 1, 5);

/** A source that records the questions, in order. */
function place(log: AuditLog = { whole: true, lines: [] }) {
  const asked: string[] = [];
  const texts = new Map<string, string>();
  const source: OrganiserSource = {
    fair,
    now: () => NOW,
    decidesHere: false,
    figures: () => {
      asked.push('figures');
      const row = { scope: 'all', figure: 'attendees', slice: '', value: 7 };
      return { rows: [row], scopes: ['all'], coverage: { stations: [], forks: [], heads: [] } };
    },
    coverage: () => ({ stations: [], forks: [], heads: [] }),
    read(begin) {
      const reading = begin({ timeOf: ({ stamp }) => stamp.ms, utcOffsetMinutes: 480 });
      asked.push(reading.seeClocks ? 'facts and clocks' : 'facts');
      return reading.found();
    },
    audit: () => log,
    note: ({ did }) => asked.push(did),
    handOver: ({ name, bytes }) => {
      asked.push(new TextDecoder().decode(bytes));
      return { ok: true, value: { how: 'page', name, base64: '' } };
    },
    kept: (name) => texts.get(name),
    keep: (name, text) => {
      if (text === null) texts.delete(name);
      else texts.set(name, text);
      return { ok: true, value: {} };
    },
  };
  return { ...organiserQueries(source), asked };
}

const line = (number: number): AuditLine => ({
  number,
  ms: NOW,
  did: `deed ${number}`,
  about: '',
  text: '',
  hash: '',
});

describe('the organiser’s queries', () => {
  it('export the figures that the page shows, and record the export first', async () => {
    const here = place();
    const day = await here['organiser.day']({ scope: 'all' });
    await here['organiser.export']({ scope: 'all', format: 'json' });
    const [, noted, , exported = ''] = here.asked;
    expect(noted).toBe('day-exported');
    expect(day).toMatchObject({ value: { totals: { attendees: 7 } } });
    expect(JSON.parse(exported)).toMatchObject({
      digest: day.ok && day.value.digest,
      figures: [{ figure: 'attendees', slice: '', value: 7 }],
    });
  });

  it('read clock facts only for anomalies', async () => {
    const here = place();
    await here['organiser.merged']({});
    await here['organiser.behind']({
      scope: 'all',
      counted: [{ figure: 'visits', slices: [''] }],
    });
    const anomalies = await here['organiser.anomalies']({});
    expect(anomalies).toEqual({ ok: true, value: { anomalies: [], decidesHere: false } });
    expect(here.asked).toEqual(['facts', 'facts', 'facts and clocks']);
  });

  it('show the newest audit entries first, up to the limit', async () => {
    const lines = [line(1), line(2), line(3)];
    const shownOf = async (log: AuditLog) => {
      const audit = await place(log)['organiser.audit']({});
      return audit.ok && audit.value.entries.map(({ at, did }) => [at.time, did]);
    };
    expect(await shownOf({ whole: true, lines, shown: 2 })).toEqual([
      ['09:05', 'deed 3'],
      ['09:05', 'deed 2'],
    ]);
    expect(await shownOf({ whole: true, lines })).toHaveLength(3);
  });

  it('export every audit entry, even those that no page shows', async () => {
    const here = place({ whole: true, lines: [line(1), line(2)], shown: 1 });
    await here['organiser.auditExport']({});
    expect(here.asked[0]).toBe('audit-exported');
    expect(here.asked[1]).toMatch(/deed 1[^]*deed 2/);
  });
});

describe('a bureau’s own templates', () => {
  const cells = (shown: Awaited<ReturnType<ReturnType<typeof place>['organiser.return']>>) =>
    shown.ok ? shown.value.shown.sheets[0]?.rows.flat().map(({ text }) => text) : [];
  const spring = { id: 'spring', scope: 'all' } as const;

  it('take the place of a shipped return, in parts, until it is taken again', async () => {
    const here = place();
    const base64 = base64Of(
      await writeXlsx({ sheets: [{ name: '表', rows: [['{{到场人数}}']] }] }),
    );
    const half = Math.floor(base64.length / 2);
    const part = (from: number, to: number) =>
      here['organiser.keepReturn']({
        id: 'spring',
        file: { name: '本局.xlsx', from, of: base64.length, part: base64.slice(from, to) },
      });
    expect(await part(0, half)).toEqual({ ok: true, value: {} });
    expect(await here['organiser.return'](spring)).toMatchObject({ value: { own: null } });
    await part(half, base64.length);
    const own = await here['organiser.return'](spring);
    expect(own).toMatchObject({ value: { own: '本局.xlsx' } });
    expect(cells(own)).toEqual(['7']);
    await here['organiser.keepReturn']({ id: 'spring', file: null });
    expect(await here['organiser.return'](spring)).toMatchObject({ value: { own: null } });
  });

  it('are refused if they are no workbook, or a part is missing', async () => {
    const here = place();
    const send = (part: string, from = 0, length = part.length) =>
      here['organiser.keepReturn']({
        id: 'spring',
        file: { name: '表.xlsx', from, of: length, part },
      });
    expect(await send('c29tZXRoaW5n')).toEqual({ ok: false, fault: { kind: 'not-a-workbook' } });
    expect(await send('not base64!')).toEqual({ ok: false, fault: { kind: 'not-a-workbook' } });
    expect(await send('AAAA', 40, 44)).toEqual({ ok: false, fault: { kind: 'not-saved' } });
    expect(await here['organiser.return'](spring)).toMatchObject({ value: { own: null } });
  });

  it('of the bulletin are kept, and given up', async () => {
    const here = place();
    const bulletin = { template: '到场{到场人数}人。', added: '' };
    await here['organiser.keepTemplate']({ bulletin });
    expect(await here['organiser.template']({})).toEqual({ ok: true, value: { bulletin } });
    await here['organiser.keepTemplate']({ bulletin: null });
    expect(await here['organiser.template']({})).toEqual({ ok: true, value: { bulletin: null } });
  });
});
