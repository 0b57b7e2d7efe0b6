import { Button } from '../ui/button.tsx';
import { PrinterIcon } from '../ui/icons.tsx';
import { Modal } from '../ui/modal.tsx';
import { spoken, Text } from '../ui/text.tsx';
import './place-list.css';
import './save-sheet.css';
import { printWords as words } from './words.ts';

export interface ChoosePrinterProps {
  readonly printers: readonly string[];
  readonly onChoose: (name: string) => void;
  readonly onClose: () => void;
}

/** The system's printers on our own page, the first time that something is printed. */
export function ChoosePrinter({ printers, onChoose, onClose }: ChoosePrinterProps) {
  return (
    <Modal label={words.which} onClose={onClose}>
      <div className="save-sheet">
        <h2>
          <Text words={words.which} />
        </h2>
        <p className="quiet">
          <Text words={words.whichMore} />
        </p>
        <div className="places" role="group" aria-label={spoken(words.which)}>
          {printers.map((name) => (
            <button key={name} type="button" className="place" onClick={() => onChoose(name)}>
              <PrinterIcon />
              <span className="place-words">
                <b>{name}</b>
              </span>
            </button>
          ))}
        </div>
        <Button words={words.cancel} onPress={onClose} />
      </div>
    </Modal>
  );
}
