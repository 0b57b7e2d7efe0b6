import { useCallback, useEffect, useState } from 'react';
import type { CallOutput } from '../../shared/contract/calls.ts';
import type { PaperEntry } from '../../shared/contract/paper.ts';
import type { Client } from '../link/client.ts';
import { Button } from '../ui/button.tsx';
import { Modal } from '../ui/modal.tsx';
import { Text, type Words } from '../ui/text.tsx';
import './paper-entry.css';
import { moreWords as words, paperFaults, staffWords } from './words.ts';

type Known = Extract<CallOutput<'staff.paper'>, { ok: true }>['value'];

const blank = { booth: '', visits: '', resumes: '', intents: '', source: '', by: '' };
type Draft = typeof blank;
const COUNTS = ['visits', 'resumes', 'intents'] as const;

export interface PaperEntryProps {
  readonly client: Client;
  readonly staffKey: string;
  readonly onClose: () => void;
}

/** Entry of tally sheets in the evening: one booth after another, and each can be taken back. */
export function PaperEntrySheet({ client, staffKey: key, onClose }: PaperEntryProps) {
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
    const { booth, source, by } = draft;
    setBusy({});
    try {
      const entered = await client.call('staff.enterPaper', {
        key,
        booth: booth.trim().toUpperCase(),
        source: source.trim(),
        enteredBy: by.trim(),
        ...counts(draft),
      });
      if (entered.ok) {
        setSaid({ words: words.entered, well: true });
        // Keeps the name of the person who enters them, for the next sheet.
        setDraft({ ...blank, by });
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

  const field = (name: keyof Draft, label: Words, more?: { readonly numeric: boolean }) => (
    <label>
      <Text words={label} />
      <input
        value={draft[name]}
        inputMode={more?.numeric ? 'numeric' : 'text'}
        autoCapitalize={name === 'booth' ? 'characters' : undefined}
        list={name === 'booth' ? 'paper-booths' : undefined}
        onChange={({ target }) =>
          setDraft({
            ...draft,
            [name]: more?.numeric ? target.value.replace(/\D/g, '').slice(0, 5) : target.value,
          })
        }
      />
    </label>
  );
  const ready = draft.booth.trim() && draft.source.trim() && draft.by.trim();

  return (
    <Modal label={words.paper} look="whole" onClose={onClose}>
      <div className="paper-entry">
        <h2>
          <Text words={words.paper} />
        </h2>
        <p>
          <Text words={words.paperMore} beside />
        </p>
        <form
          onSubmit={(event) => {
            event.preventDefault();
            if (ready && busy === undefined) void enter();
          }}
        >
          {field('booth', words.booth)}
          <datalist id="paper-booths">
            {known?.booths.map(({ code, employer }) => (
              <option key={code} value={code}>
                {employer}
              </option>
            ))}
          </datalist>
          {COUNTS.map((name) => (
            <div key={name}>{field(name, words[name], { numeric: true })}</div>
          ))}
          {field('source', words.source)}
          {field('by', words.by)}
          <Button
            look="first"
            words={words.enter}
            disabled={!ready}
            busy={busy !== undefined && busy.undoing === undefined}
            onPress={() => void enter()}
          />
        </form>
        <output data-well={said?.well}>{said && <Text words={said.words} beside />}</output>
        <ul>
          {known?.entries.toReversed().map((entry) => (
            <li key={entry.fact} data-taken-back={entry.takenBack}>
              <b>{entry.booth}</b>
              <span>
                {COUNTS.map((name) => `${words[name].zh} ${entry[name] ?? '—'}`).join(' · ')}
              </span>
              <small>
                {entry.source} · {entry.enteredBy} · {entry.at.time}
              </small>
              {entry.takenBack ? (
                <em>{words.takenBack.zh}</em>
              ) : (
                <Button
                  look="plain"
                  words={words.undo}
                  busy={busy?.undoing === entry.fact}
                  onPress={() => void undo(entry)}
                />
              )}
            </li>
          ))}
        </ul>
        <Button look="plain" words={words.done} onPress={onClose} />
      </div>
    </Modal>
  );
}

/** An empty field says nothing; a zero was counted. */
function counts(draft: Draft) {
  return {
    ...(draft.visits !== '' && { visits: Number(draft.visits) }),
    ...(draft.resumes !== '' && { resumes: Number(draft.resumes) }),
    ...(draft.intents !== '' && { intents: Number(draft.intents) }),
  };
}
