import { type ReactNode, useState } from 'react';
import './ask.css';
import { Button } from './button.tsx';
import { Modal } from './modal.tsx';
import { spoken, Text, type Words } from './text.tsx';

export interface AskProps {
  readonly title: Words;
  readonly yes: Words;
  readonly no: Words;
  /** False until the required fields are filled in. */
  readonly ready?: boolean;
  /** The result of the last yes, if the question still stands. */
  readonly said?: Words | undefined;
  /** While it runs, a second yes is ignored. */
  readonly onYes: () => Promise<void>;
  readonly onNo: () => void;
  readonly children: ReactNode;
}

/** A question before an action that a tap cannot undo. */
export function Ask({ title, yes, no, ready = true, said, onYes, onNo, children }: AskProps) {
  const [busy, setBusy] = useState(false);
  async function agree(): Promise<void> {
    setBusy(true);
    try {
      await onYes();
    } finally {
      setBusy(false);
    }
  }
  const refuse = (): void => {
    if (!busy) onNo();
  };
  return (
    <Modal label={title} onClose={refuse}>
      <div className="ask">
        <h2>
          <Text words={title} />
        </h2>
        {/* So that a keyboard can scroll content longer than the screen. */}
        <div className="ask-about" role="group" aria-label={spoken(title)} tabIndex={0}>
          {children}
        </div>
        <output role="alert">{said && <Text words={said} beside />}</output>
        <div className="ask-ways">
          <Button words={no} disabled={busy} onPress={refuse} />
          <Button
            look="first"
            words={yes}
            busy={busy}
            disabled={!ready}
            onPress={() => void agree()}
          />
        </div>
      </div>
    </Modal>
  );
}
