import { useState } from 'react';
import type { CallInput, DayView } from '../../shared/contract.ts';
import { Button } from '../ui/button.tsx';
import { handOver } from '../ui/hand-over.ts';
import { Text, type Words } from '../ui/text.tsx';
import type { OrganiserAtWork } from './day.ts';
import './exports.css';
import { organiserWords as words } from './words.ts';

type Format = CallInput<'organiser.export'>['format'];
const types: Readonly<Record<Format, string>> = {
  xlsx: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
  csv: 'text/csv',
  json: 'application/json',
};
const formats: readonly Format[] = ['xlsx', 'csv', 'json'];

export interface ExportsProps {
  readonly organiser: OrganiserAtWork;
  readonly view: DayView;
}

export function Exports({ organiser, view }: ExportsProps) {
  const [busy, setBusy] = useState<Format>();
  const [said, setSaid] = useState<Words>();

  async function save(format: Format): Promise<void> {
    setBusy(format);
    const saved = await organiser.export({ scope: view.scope, format });
    setBusy(undefined);
    if (!saved) setSaid(words.unanswered);
    else if (!saved.ok) setSaid(saved.fault.kind === 'cancelled' ? undefined : words.notSaved);
    else if (saved.value.how === 'saved') setSaid(words.saved(saved.value.where));
    else {
      handOver(saved.value, types[format]);
      setSaid(words.downloaded(saved.value.name));
    }
  }

  return (
    <section className="exports">
      <h2>
        <Text words={words.exportTitle} />
      </h2>
      <p>
        <Text words={words.exportMore} />
      </p>
      {formats.map((format) => (
        <Button
          key={format}
          look={format === 'xlsx' ? 'first' : 'second'}
          words={words.exports[format]}
          busy={busy === format}
          onPress={() => void save(format)}
        />
      ))}
      <Button words={words.print} onPress={() => window.print()} />
      <output>{said && <Text words={said} beside />}</output>
      <p className="quiet">
        <Text words={words.digest} beside /> <code>{view.digest}</code>
      </p>
    </section>
  );
}
