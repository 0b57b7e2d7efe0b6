import type { ReactNode } from 'react';
import { Button } from './button.tsx';
import { CrossIcon } from './icons.tsx';
import './list-sheet.css';
import { Modal } from './modal.tsx';
import { spoken, Text, type Words } from './text.tsx';

export interface ListSheetProps {
  readonly title: Words;
  /** Beside the title. */
  readonly more?: ReactNode;
  readonly close: Words;
  readonly onClose: () => void;
  /** Stays above the list while that scrolls. */
  readonly head?: ReactNode;
  readonly children: ReactNode;
}

/** A long list over the whole screen: its title and close key stay in reach, and the list scrolls. */
export function ListSheet({ title, more, close, onClose, head, children }: ListSheetProps) {
  return (
    <Modal label={title} look="whole" onClose={onClose}>
      <div className="list-sheet">
        <div className="list-sheet-title">
          <h2>
            <Text words={title} beside /> {more}
          </h2>
          <Button look="second" icon={<CrossIcon />} words={close} onPress={onClose} />
        </div>
        <div className="list-sheet-head">{head}</div>
        <div className="list-sheet-list" role="group" aria-label={spoken(title)} tabIndex={0}>
          {children}
        </div>
      </div>
    </Modal>
  );
}
