import { use, useState } from 'react';
import type { HandedOver } from '../../shared/contract/shapes.ts';
import { PageDesk } from '../saving/saving.ts';
import { keptWords } from '../saving/words.ts';
import { Button } from '../ui/button.tsx';
import { Text, type Words } from '../ui/text.tsx';
import './save-file.css';
import { organiserWords as words } from './words.ts';

type Made = { readonly ok: true; readonly value: HandedOver } | { readonly ok: false };

export interface SaveFileProps {
  readonly words: Words;
  readonly look?: 'first' | 'second';
  readonly type: string;
  readonly make: () => Promise<Made | undefined>;
}

/** A button that makes a file, and says where it went. */
export function SaveFile({ words: own, look = 'second', type, make }: SaveFileProps) {
  const { keep } = use(PageDesk);
  const [busy, setBusy] = useState(false);
  const [said, setSaid] = useState<Words>();

  async function save(): Promise<void> {
    setBusy(true);
    const made = await make();
    setBusy(false);
    if (!made?.ok) return setSaid(made ? words.notSaved : words.unanswered);
    setSaid(keptWords(await keep(made.value, type)));
  }

  return (
    <div className="save-file">
      <Button look={look} words={own} busy={busy} onPress={() => void save()} />
      <output>{said && <Text words={said} beside />}</output>
    </div>
  );
}
