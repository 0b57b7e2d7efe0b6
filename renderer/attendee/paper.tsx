import { Button } from '../ui/button.tsx';
import { PrinterIcon } from '../ui/icons.tsx';
import { Text } from '../ui/text.tsx';
import type { Printing } from './steps.ts';
import './paper.css';
import { printing as said, words } from './words.ts';

export interface PrintingProps {
  readonly printing: Printing | undefined;
  readonly onPrint: () => void;
}

/** The button for a ticket, and the result. */
export function PrintTicket({ printing, onPrint }: PrintingProps) {
  const outcome = printing === undefined || printing === 'yes' ? undefined : said[printing];
  return (
    <div className="print-ticket">
      <Button
        look="second"
        icon={<PrinterIcon />}
        words={printing === 'yes' ? words.welcome.printing : words.welcome.print}
        busy={printing === 'yes'}
        onPress={onPrint}
      />
      <output>
        <Text words={outcome ?? words.welcome.photoMore} />
      </output>
    </div>
  );
}

export interface PrePrintedProps {
  /** The code on the pre-printed pass that was bound. */
  readonly code: string;
  readonly onTakeBack: () => void;
}

export function PrePrinted({ code, onTakeBack }: PrePrintedProps) {
  return (
    <div className="pre-printed">
      <p role="status">
        <Text words={words.welcome.bound(code)} />
      </p>
      <Button look="plain" words={words.welcome.unbind} onPress={onTakeBack} />
    </div>
  );
}
