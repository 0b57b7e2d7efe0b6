import { use, useEffect, useState } from 'react';
import type { CallOutput } from '../../shared/contract/calls.ts';
import { Button } from '../ui/button.tsx';
import type { Words } from '../ui/text.tsx';
import { ChoosePrinter } from './choose-printer.tsx';
import './print-page.css';
import { PageDesk } from './saving.ts';
import { keptWords, printFaults, printWords, savingWords } from './words.ts';

export interface PrintPageProps {
  /** The one button where the browser's dialogue does both. */
  readonly words: Words;
  /** The PDF's, without its ending. */
  readonly name: string;
  /** Where the PDF went. */
  readonly onSaid: (said: Words | undefined) => void;
  /** It is on its way to paper, or saved to be printed elsewhere. */
  readonly onDone?: () => void;
  /** A secret: a PDF of it would lie on the very stick that it opens. */
  readonly paperAlone?: boolean;
  /** Lays on paper what is printed in the page's place; false where there is nothing to print. */
  readonly lay?: () => Promise<(() => void) | false>;
}

/** Prints what the page's print style shows, or saves it as a PDF. */
export function PrintPage(props: PrintPageProps) {
  const { words, name, onSaid, onDone, paperAlone = false, lay = asItIs } = props;
  const desk = use(PageDesk);
  const [ways, setWays] = useState<CallOutput<'print.ways'>>();
  const [busy, setBusy] = useState<'pdf' | 'paper' | 'dialogue'>();
  const [printers, setPrinters] = useState<readonly string[]>();
  useEffect(() => {
    desk.printWays().then(setWays, () => undefined);
  }, [desk]);

  /** Runs with the paper laid out, which the page's own screen never shows. */
  async function laid(how: NonNullable<typeof busy>, then: () => Promise<void>): Promise<void> {
    setBusy(how);
    onSaid(undefined);
    const takeAway = await lay();
    try {
      if (takeAway) await then();
    } finally {
      if (takeAway) takeAway();
      setBusy(undefined);
    }
  }

  async function pdf(): Promise<void> {
    const made = await desk.printPdf(name);
    if (!made?.ok) return onSaid(made ? printFaults[made.fault.kind] : savingWords.unanswered);
    const kept = await desk.keep(made.value, 'application/pdf');
    onSaid(keptWords(kept));
    if (kept.how !== 'dropped') onDone?.();
  }

  async function paper(): Promise<void> {
    const printed = await desk.printSheet();
    if (!printed) return onSaid(savingWords.unanswered);
    onSaid(printed.ok ? printWords.printed : printFaults[printed.fault.kind]);
    if (printed.ok) onDone?.();
  }

  async function dialogue(): Promise<void> {
    window.print();
    onDone?.();
  }

  /** Nobody has chosen a printer yet: an organiser does it here, others need staff. */
  async function ask(): Promise<void> {
    setBusy('paper');
    onSaid(undefined);
    const there = await desk.printers().catch(() => undefined);
    setBusy(undefined);
    if (there === undefined) onSaid(savingWords.unanswered);
    else if (there === null) onSaid(printWords.noPrinter);
    else if (there.length === 0) onSaid(printWords.noneHere);
    else setPrinters(there);
  }

  async function choose(printer: string): Promise<void> {
    setPrinters(undefined);
    if (!(await desk.choosePrinter(printer))) return onSaid(savingWords.unanswered);
    setWays((now) => now && { ...now, printer: true });
    await laid('paper', paper);
  }

  // At a kiosk, the browser's way would show nothing and freeze the page: better no button than the wrong one.
  // Its key keeps a tap that began on it from pressing another button in its place.
  if (!ways) return <Button key="ways" words={words} disabled onPress={() => undefined} />;
  if (!ways.here) {
    const isBusy = busy !== undefined;
    return <Button words={words} busy={isBusy} onPress={() => void laid('dialogue', dialogue)} />;
  }
  return (
    <>
      {!paperAlone && (
        <Button
          words={printWords.pdf}
          busy={busy === 'pdf'}
          onPress={() => void laid('pdf', pdf)}
        />
      )}
      <Button
        words={paperAlone ? words : printWords.paper}
        busy={busy === 'paper'}
        onPress={() => void (ways.printer ? laid('paper', paper) : ask())}
      />
      {printers && (
        <ChoosePrinter
          printers={printers}
          onChoose={(printer) => void choose(printer)}
          onClose={() => setPrinters(undefined)}
        />
      )}
    </>
  );
}

const asItIs = async () => () => undefined;
