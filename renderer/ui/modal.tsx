import { type ReactNode, useEffect } from 'react';
import { createPortal } from 'react-dom';
import './modal.css';
import { spoken, type Words } from './text.tsx';
import { useTurn } from './turn.ts';

export interface ModalProps {
  readonly label: Words;
  readonly look?: 'sheet' | 'whole';
  readonly onClose: () => void;
  readonly children: ReactNode;
}

/**
 * The browser's own dialog, which keeps the focus inside and gives it back. It is a child of the body,
 * because a dialog that moves in the page with its owner drops out of the top layer.
 */
export function Modal({ label, look = 'sheet', onClose, children }: ModalProps) {
  const dialog = useTurn<HTMLDialogElement>(spoken(label));
  useEffect(() => {
    const element = dialog.current;
    element?.showModal();
    return () => element?.close();
  }, [dialog]);
  return createPortal(
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
    </dialog>,
    document.body,
  );
}
