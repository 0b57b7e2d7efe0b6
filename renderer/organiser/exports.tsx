import { useState } from 'react';
import type { CallInput } from '../../shared/contract/calls.ts';
import type { DayView } from '../../shared/report/day-view.ts';
import { PrintPage } from '../saving/print-page.tsx';
import { Text, type Words } from '../ui/text.tsx';
import type { OrganiserAtWork } from './day.ts';
import './exports.css';
import { FormerFairs } from './former-fairs.tsx';
import { PrintedReport } from './printed-report.tsx';
import { SaveFile } from './save-file.tsx';
import { organiserWords as words } from './words.ts';

type Format = CallInput<'organiser.export'>['format'];
const types: Readonly<Record<Format, string>> = {
  xlsx: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
  csv: 'application/zip',
  json: 'application/json',
};
const formats: readonly Format[] = ['xlsx', 'csv', 'json'];

export interface ExportsProps {
  readonly organiser: OrganiserAtWork;
  readonly view: DayView;
}

export function Exports({ organiser, view }: ExportsProps) {
  const [said, setSaid] = useState<Words>();
  return (
    <>
      <section className="exports">
        <h2>
          <Text words={words.exportTitle} />
        </h2>
        <p>
          <Text words={words.exportMore} />
        </p>
        {formats.map((format) => (
          <SaveFile
            key={format}
            look={format === 'xlsx' ? 'first' : 'second'}
            words={words.exports[format]}
            type={types[format]}
            make={() => organiser.export({ scope: view.scope, format })}
          />
        ))}
        <PrintPage
          words={words.print}
          name={`chunfeng-${view.scope}-${view.digest.slice(0, 12)}`}
          onSaid={setSaid}
        />
        <output>{said && <Text words={said} beside />}</output>
        <p className="quiet">
          <Text words={words.digest} beside /> <code>{view.digest}</code>
        </p>
      </section>
      <FormerFairs view={view} />
      <PrintedReport view={view} />
    </>
  );
}
