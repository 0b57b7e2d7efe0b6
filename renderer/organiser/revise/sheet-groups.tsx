import { useState } from 'react';
import { fairKindCodes, fairKinds } from '../../../shared/fair-kinds.ts';
import type { FairSheet } from '../../../shared/revising/fair-sheet.ts';
import { freshCode, nextDay } from '../../../shared/revising/fresh.ts';
import { Text } from '../../ui/text.tsx';
import { DateField, Field, Group, NamedField, Rows, Tick } from './fields.tsx';
import type { Revising } from './revising.ts';
import { reviseWords as words } from './words.ts';

/** The groups of the sheet, each for one thing of the fair. */

interface GroupProps {
  readonly revising: Revising;
}

export function BasicsGroup({ revising: { sheet, set } }: GroupProps) {
  return (
    <Group title={words.basics}>
      <NamedField words={words.name} value={sheet.name} onChange={(name) => set('name', name)} />
      <NamedField
        words={words.organiser}
        value={sheet.organiser}
        onChange={(organiser) => set('organiser', organiser)}
      />
      <NamedField
        words={words.place}
        value={sheet.place}
        onChange={(place) => set('place', place)}
      />
      <label className="sheet-field">
        <Text words={words.kind} beside />
        <select
          value={sheet.kind}
          onChange={({ currentTarget }) =>
            set('kind', fairKindCodes.find((code) => code === currentTarget.value) ?? sheet.kind)
          }
        >
          {fairKindCodes.map((code) => (
            <option key={code} value={code}>
              {fairKinds[code].zh} {fairKinds[code].en}
            </option>
          ))}
        </select>
      </label>
    </Group>
  );
}

export function DaysGroup({ revising: { sheet, set } }: GroupProps) {
  const last = sheet.days.toSorted().at(-1);
  return (
    <Group title={words.days}>
      <Rows
        rows={sheet.days}
        most={14}
        least={1}
        add={words.addDay}
        fresh={() => nextDay(last ?? sheet.keepUntil)}
        onChange={(days) => set('days', days)}
        renderRow={(day, put) => <DateField words={words.days} value={day} onChange={put} />}
      />
      <div className="sheet-field">
        <Text words={words.keepUntil} beside />
        <DateField
          words={words.keepUntil}
          value={sheet.keepUntil}
          least={last}
          onChange={(day) => set('keepUntil', day)}
        />
      </div>
    </Group>
  );
}

export function AsksGroup({ revising: { sheet, set } }: GroupProps) {
  const { asks } = sheet;
  return (
    <Group title={words.asks} more={words.asksMore}>
      <Tick words={words.sex} on={asks.sex} onChange={(sex) => set('asks', { ...asks, sex })} />
      <Tick
        words={words.ageBand}
        on={asks.ageBand}
        onChange={(ageBand) => set('asks', { ...asks, ageBand })}
      />
    </Group>
  );
}

type Desk = FairSheet['desks'][number];
type Topic = Desk['topics'][number];

export function DesksGroup({ revising: { state, sheet, set } }: GroupProps) {
  const inForce = new Set(state.sheet.desks.map(({ code }) => code));
  const taken = [...sheet.desks.map(({ code }) => code), ...state.booths.map(({ code }) => code)];
  return (
    <Group title={words.desks} more={words.desksMore}>
      <Rows<Desk>
        rows={sheet.desks}
        most={200}
        add={words.addDesk}
        fresh={() => ({
          code: freshCode('DESK', taken),
          zh: '',
          en: '',
          topics: [{ code: 'T1', zh: '咨询', en: 'Advice' }],
        })}
        mayGo={({ code }) => !inForce.has(code)}
        onChange={(desks) => set('desks', desks)}
        renderRow={(desk, put) => <DeskFields desk={desk} onChange={put} />}
      />
    </Group>
  );
}

function DeskFields({ desk, onChange }: { desk: Desk; onChange: (desk: Desk) => void }) {
  const { leaflets = [] } = desk;
  const [startsOpen] = useState(desk.zh === '');
  return (
    <details className="sheet-desk" open={startsOpen}>
      <summary>{desk.zh === '' ? <Text words={words.freshDesk} beside /> : desk.zh}</summary>
      <NamedField words={words.deskName} value={desk} onChange={onChange} />
      <h3>
        <Text words={words.topics} beside />
      </h3>
      <NamedRows
        rows={desk.topics}
        least={1}
        most={40}
        prefix="T"
        add={words.addTopic}
        title={words.topics}
        onChange={(topics) => onChange({ ...desk, topics })}
      />
      <h3>
        <Text words={words.leaflets} beside />
      </h3>
      <NamedRows
        rows={leaflets}
        most={40}
        prefix="L"
        add={words.addLeaflet}
        title={words.leaflets}
        onChange={(now) => {
          const { leaflets: _former, ...rest } = desk;
          onChange(now.length > 0 ? { ...rest, leaflets: now } : rest);
        }}
      />
    </details>
  );
}

interface NamedRowsProps {
  readonly rows: readonly Topic[];
  readonly least?: number;
  readonly most: number;
  readonly prefix: string;
  readonly add: typeof words.addTopic;
  readonly title: typeof words.topics;
  readonly onChange: (rows: Topic[]) => void;
}

const NamedRows = ({ rows, least = 0, most, prefix, add, title, onChange }: NamedRowsProps) => (
  <Rows<Topic>
    rows={rows}
    least={least}
    most={most}
    add={add}
    fresh={() => ({
      code: freshCode(
        prefix,
        rows.map(({ code }) => code),
      ),
      zh: '',
      en: '',
    })}
    onChange={onChange}
    renderRow={(each, put) => <NamedField inList words={title} value={each} onChange={put} />}
  />
);

export function ServicesGroup({ revising: { sheet, set } }: GroupProps) {
  return (
    <Group title={words.services} more={words.servicesMore}>
      <Rows
        rows={sheet.services}
        most={12}
        add={words.addService}
        fresh={() => ({
          code: freshCode(
            'S',
            sheet.services.map(({ code }) => code),
          ),
          zh: '',
          en: '',
          times: 1,
        })}
        onChange={(services) => set('services', services)}
        renderRow={(service, put) => (
          <>
            <NamedField words={words.service} value={service} onChange={put} />
            <label className="sheet-field sheet-times">
              <Text words={words.times} beside />
              <select
                value={service.times}
                onChange={({ currentTarget }) =>
                  put({ ...service, times: Number(currentTarget.value) })
                }
              >
                {Array.from({ length: 9 }, (_, times) => (
                  <option key={times} value={times + 1}>
                    {times + 1}
                  </option>
                ))}
              </select>
            </label>
          </>
        )}
      />
    </Group>
  );
}

export function PlatformsGroup({ revising: { sheet, set } }: GroupProps) {
  return (
    <Group title={words.platforms} more={words.platformsMore}>
      <Rows
        rows={sheet.platforms}
        most={20}
        add={words.addPlatform}
        fresh={() => ({ host: '', parameter: 'id' })}
        onChange={(platforms) => set('platforms', platforms)}
        renderRow={(platform, put) => (
          <div className="sheet-pair">
            <Field
              words={words.host}
              value={platform.host}
              most={100}
              needed
              onChange={(host) => put({ ...platform, host: host.trim().toLowerCase() })}
            />
            <Field
              words={words.parameter}
              value={platform.parameter}
              most={40}
              needed
              onChange={(parameter) => put({ ...platform, parameter: parameter.trim() })}
            />
          </div>
        )}
      />
    </Group>
  );
}

export function ServerGroup({ revising: { sheet, set } }: GroupProps) {
  return (
    <Group title={words.server} more={words.serverMore}>
      <Field
        words={words.address}
        value={sheet.server}
        most={200}
        onChange={(server) => set('server', server.trim())}
      />
      <label className="sheet-field">
        <Text words={words.pins} beside />
        <textarea
          rows={2}
          spellCheck={false}
          value={sheet.serverPins.join('\n')}
          onChange={({ currentTarget }) => set('serverPins', linesOf(currentTarget.value))}
        />
      </label>
      <Tick
        words={words.boxes}
        more={words.boxesMore}
        on={sheet.boxesToServer}
        onChange={(ticked) => set('boxesToServer', ticked)}
      />
    </Group>
  );
}

const linesOf = (text: string): string[] => text.split(/\s+/).filter((line) => line !== '');
