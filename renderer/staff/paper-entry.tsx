import { Button } from '../ui/button.tsx';
import { Modal } from '../ui/modal.tsx';
import { Text, type Words } from '../ui/text.tsx';
import { type Draft, type PaperEntryProps, usePaperSheets } from './paper-sheets.ts';
import './paper-entry.css';
import { moreWords as words } from './words.ts';

const COUNTS = ['visits', 'resumes', 'intents'] as const;

/** Entry of tally sheets in the evening: one booth after another, and each can be taken back. */
export function PaperEntrySheet(props: PaperEntryProps) {
  const { onClose } = props;
  const { known, draft, setDraft, ready, busy, said, enter, undo } = usePaperSheets(props);

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
