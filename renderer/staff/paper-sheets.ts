import { useCallback, useEffect, useState } from 'react';
import type { CallOutput } from '../../shared/contract/calls.ts';
import type { PaperEntry } from '../../shared/contract/paper.ts';
import type { Client } from '../link/client.ts';
import type { Words } from '../ui/text.tsx';
import { moreWords as words, paperFaults, staffWords } from './words.ts';

type Known = Extract<CallOutput<'staff.paper'>, { ok: true }>['value'];

const blank = { booth: '', visits: '', resumes: '', intents: '', source: '', by: '' };
export type Draft = typeof blank;

export interface PaperEntryProps {
  readonly client: Client;
  readonly staffKey: string;
  readonly onClose: () => void;
}

/** What has been entered, the sheet being typed, and the taps that enter it or take it back. */
export function usePaperSheets({ client, staffKey: key, onClose }: PaperEntryProps) {
  const [known, setKnown] = useState<Known>();
  const [draft, setDraft] = useState<Draft>(blank);
  const [busy, setBusy] = useState<{ readonly undoing?: PaperEntry['fact'] }>();
  const [said, setSaid] = useState<{ readonly words: Words; readonly well: boolean }>();
  const load = useCallback(async () => {
    const reply = await client.call('staff.paper', { key });
    if (reply.ok) setKnown(reply.value);
  }, [client, key]);
  useEffect(() => {
    const begin = (): void => {
      load().catch(() => setSaid({ words: staffWords.unanswered, well: false }));
    };
    begin();
  }, [load]);

  async function enter(): Promise<void> {
    const { booth, source, by: name } = draft;
    setBusy({});
    try {
      const entered = await client.call('staff.enterPaper', {
        key,
        booth: booth.trim().toUpperCase(),
        source: source.trim(),
        enteredBy: name.trim(),
        ...counts(draft),
      });
      if (entered.ok) {
        setSaid({ words: words.entered, well: true });
        // Keeps the name of the person who enters them, for the next sheet.
        setDraft({ ...blank, by: name });
        await load();
      } else if (entered.fault.kind === 'staff-only') {
        onClose();
      } else {
        setSaid({ words: paperFaults[entered.fault.kind], well: false });
      }
    } catch {
      setSaid({ words: staffWords.unanswered, well: false });
    } finally {
      setBusy(undefined);
    }
  }

  async function undo({ fact }: PaperEntry): Promise<void> {
    setBusy({ undoing: fact });
    try {
      await client.call('staff.undoPaper', { key, fact });
      await load();
    } catch {
      setSaid({ words: staffWords.unanswered, well: false });
    } finally {
      setBusy(undefined);
    }
  }

  const ready = Boolean(draft.booth.trim() && draft.source.trim() && draft.by.trim());
  return { known, draft, setDraft, ready, busy, said, enter, undo };
}

/** An empty field says nothing; a zero was counted. */
function counts(draft: Draft) {
  return {
    ...(draft.visits !== '' && { visits: Number(draft.visits) }),
    ...(draft.resumes !== '' && { resumes: Number(draft.resumes) }),
    ...(draft.intents !== '' && { intents: Number(draft.intents) }),
  };
}
