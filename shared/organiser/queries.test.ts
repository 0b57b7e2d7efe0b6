import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
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
