import { useState } from 'react';
import type { PrintJob } from '../../../shared/contract/prints.ts';
import type { Client } from '../../link/client.ts';
import { layOnPaper } from '../../saving/paper.ts';
import { PrintPage } from '../../saving/print-page.tsx';
import { Text, type Words } from '../../ui/text.tsx';
import { useKeys } from '../keys/with-keys.ts';
import { printFaultWords, printsWords as words } from './words.ts';

interface PrintDocumentProps {
  readonly client: Client;
  readonly job: PrintJob;
  /** Of the PDF. */
  readonly name: string;
}

/** Prints a document that the station makes, where the keys are open or are opened now. */
export function PrintDocument({ client, job, name }: PrintDocumentProps) {
  const [said, setSaid] = useState<Words>();
  const withKeys = useKeys();

  async function lay() {
    const made = await withKeys(() => client.call('prints.make', job).catch(() => undefined));
    if (made?.ok) return layOnPaper(made.value.html);
    setSaid(made ? printFaultWords[made.fault.kind] : words.unanswered);
    return false;
  }

  return (
    <>
      <div className="set-up-row">
        <PrintPage words={words.print} name={name} onSaid={setSaid} lay={lay} />
      </div>
      <output role="alert">{said && <Text words={said} beside />}</output>
    </>
  );
}
