import { useState } from 'react';
import { createPortal } from 'react-dom';
import type { Client } from '../link/client.ts';
import { printFaults } from '../saving/words.ts';
import { Button } from '../ui/button.tsx';
import { Text, type Words } from '../ui/text.tsx';
import { deviceWords as words, joinWords } from './join-words.ts';
import './printer-trial.css';

export interface PrinterTrialProps {
  readonly client: Client;
  /** Of the system: null where the browser prints, undefined before the first answer. */
  readonly printers: readonly string[] | null | undefined;
}

/** Prints one page on a printer of the system, or through the browser where that prints. */
export function PrinterTrial({ client, printers }: PrinterTrialProps) {
  const [printing, setPrinting] = useState<string>();
  const [said, setSaid] = useState<Words>();

  async function print(printer: string): Promise<void> {
    setPrinting(printer);
    const printed = await client.call('first.printTrial', { printer }).catch(() => undefined);
    setPrinting(undefined);
    if (!printed) setSaid(joinWords.unanswered);
    else setSaid(printed.ok ? words.printed : printFaults[printed.fault.kind]);
  }

  return (
    <>
      <p className="lead">
        <Text words={printers?.length === 0 ? words.noPrinter : words.printOn} />
      </p>
      {printers === null && <Button words={words.print} onPress={() => window.print()} />}
      {printers?.map((printer) => (
        <Button
          key={printer}
          words={{ zh: printer, en: '' }}
          busy={printing === printer}
          disabled={printing !== undefined && printing !== printer}
          onPress={() => void print(printer)}
        />
      ))}
      <output className="printer-said">{said && <Text words={said} beside />}</output>
      <TrialPage />
    </>
  );
}

/** Without a size on the screen, and alone on paper. */
function TrialPage() {
  return createPortal(
    <article className="trial-page" aria-hidden="true">
      <h1>{words.trialTitle.zh}</h1>
      <p>{words.trialTitle.en}</p>
      <p>{words.trialMore.zh}</p>
      <p>{words.trialMore.en}</p>
      <p>0123456789 ABCDEFGHIJKLMNOPQRSTUVWXYZ</p>
    </article>,
    document.body,
  );
}
