import type { Printing } from '../../../shared/contract/printing.ts';
import type { Role } from '../../../shared/fair.ts';
import type { PrinterChoosing } from './printing.ts';

interface Settings {
  printing(): Printing;
  setPrinting(printing: Printing): void;
}

/** The organiser's station lets its page choose where sheets go, as it lets it save; others ask for the staff PIN. */
export const organiserChooses = (settings: Settings, role: () => Role): PrinterChoosing => ({
  may: () => role() === 'organiser',
  keep: (printer) => settings.setPrinting({ ...settings.printing(), printer }),
});
