import { type ReactNode, useEffect, useRef } from 'react';
import './modal.css';
import { spoken, type Words } from './text.tsx';

export interface ModalProps {
  readonly label: Words;
  readonly look?: 'sheet' | 'whole';
  readonly onClose: () => void;
  readonly children: ReactNode;
}

/** The browser's own dialog: it keeps the focus inside, and gives it back. */
export function Modal({ label, look = 'sheet', onClose, children }: ModalProps) {
  const dialog = useRef<HTMLDialogElement>(null);
  useEffect(() => {
    const element = dialog.current;
    element?.showModal();
    return () => element?.close();
  }, []);
  return (
    <dialog
      ref={dialog}
      className={`modal modal-${look}`}
      aria-label={spoken(label)}
      onCancel={(event) => {
        event.preventDefault();
        onClose();
      }}
    >
      {children}
    </dialog>
  );
}
