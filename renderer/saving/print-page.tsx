import { use, useEffect, useState } from 'react';
import type { CallOutput } from '../../shared/contract/calls.ts';
import { Button } from '../ui/button.tsx';
import type { Words } from '../ui/text.tsx';
import { PageDesk } from './saving.ts';
import { keptWords, printFaults, printWords, savingWords } from './words.ts';

export interface PrintPageProps {
  /** The one button where the browser's dialogue does both. */
  readonly words: Words;
  /** The PDF's, without its ending. */
  readonly name: string;
  /** Where the PDF went. */
  readonly onSaid: (said: Words | undefined) => void;
}

/** Prints what the page's print style shows, or saves it as a PDF. */
export function PrintPage({ words, name, onSaid }: PrintPageProps) {
  const desk = use(PageDesk);
  const [ways, setWays] = useState<CallOutput<'print.ways'>>();
  const [busy, setBusy] = useState<'pdf' | 'paper'>();
  useEffect(() => {
    desk.printWays().then(setWays, () => undefined);
  }, [desk]);

  async function pdf(): Promise<void> {
    setBusy('pdf');
    const made = await desk.printPdf(name);
    setBusy(undefined);
    if (!made?.ok) return onSaid(made ? printFaults[made.fault.kind] : savingWords.unanswered);
    const kept = await desk.keep(made.value, 'application/pdf');
    onSaid(keptWords(kept));
  }

  async function paper(): Promise<void> {
    setBusy('paper');
    const printed = await desk.printSheet();
    setBusy(undefined);
    if (!printed) onSaid(savingWords.unanswered);
    else onSaid(printed.ok ? printWords.printed : printFaults[printed.fault.kind]);
  }

  // At a kiosk, the browser's way would show nothing and freeze the page: better no button than the wrong one.
  if (!ways) return <Button words={words} disabled onPress={() => undefined} />;
  if (!ways.here) return <Button words={words} onPress={() => window.print()} />;
  return (
    <>
      <Button words={printWords.pdf} busy={busy === 'pdf'} onPress={() => void pdf()} />
      <Button
        words={printWords.paper}
        busy={busy === 'paper'}
        onPress={() => (ways.printer ? void paper() : onSaid(printWords.noPrinter))}
      />
    </>
  );
}
