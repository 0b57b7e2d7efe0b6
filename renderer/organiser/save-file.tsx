import { useState } from 'react';
import type { CallOutput } from '../../shared/contract/calls.ts';
import { Button } from '../ui/button.tsx';
import { handOver } from '../ui/hand-over.ts';
import { Text, type Words } from '../ui/text.tsx';
import './save-file.css';
import { organiserWords as words } from './words.ts';

type Made =
  | Extract<CallOutput<'organiser.export'>, { ok: true }>
  | { readonly ok: false; readonly fault: { readonly kind: string } };

export interface SaveFileProps {
  readonly words: Words;
  readonly look?: 'first' | 'second';
  readonly type: string;
  readonly make: () => Promise<Made | undefined>;
}

/** A button that makes a file and says where it was saved. */
export function SaveFile({ words: own, look = 'second', type, make }: SaveFileProps) {
  const [busy, setBusy] = useState(false);
  const [said, setSaid] = useState<Words>();

  async function save(): Promise<void> {
    setBusy(true);
    const saved = await make();
    setBusy(false);
    if (!saved) setSaid(words.unanswered);
    else if (!saved.ok) setSaid(saved.fault.kind === 'cancelled' ? undefined : words.notSaved);
    else if (saved.value.how === 'saved') setSaid(words.saved(saved.value.where));
    else {
      handOver(saved.value, type);
      setSaid(words.downloaded(saved.value.name));
    }
  }

  return (
    <div className="save-file">
      <Button look={look} words={own} busy={busy} onPress={() => void save()} />
      <output>{said && <Text words={said} beside />}</output>
    </div>
  );
}
