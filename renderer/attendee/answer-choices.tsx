import { type AnswerName, answerTable, chosenIn } from '../../shared/answers.ts';
import { CheckIcon } from '../ui/icons.tsx';
import { Keys } from '../ui/keys.tsx';
import { spoken, Text, type Words } from '../ui/text.tsx';
import './answer-choices.css';
import { checkPhone, type Draft, isFull, tap, tapNone } from './draft.ts';
import { words } from './words.ts';

interface AnswersProps {
  readonly draft: Draft;
  readonly onDraft: (draft: Draft) => void;
}

/** The choices for the current question, or the keys for the phone number. */
export function AnswersTo({ draft, onDraft }: AnswersProps) {
  return draft.page === 'phone' ? (
    <PhoneKeys draft={draft} onDraft={onDraft} />
  ) : (
    <Chips name={draft.page} draft={draft} onDraft={onDraft} />
  );
}

/** Longer lists stand in narrow columns. */
const FEW = 10;

function Chips<N extends AnswerName>({ name, draft, onDraft }: AnswersProps & { name: N }) {
  const { question, list, none } = answerTable[name];
  const chosen = chosenIn(draft.answers, name);
  const full = isFull(draft, name);
  return (
    <fieldset
      aria-label={spoken(question)}
      className={`chips chips-${list.length > FEW ? 'many' : 'few'}`}
    >
      {list.map((choice) => (
        <Chip
          key={choice.code}
          words={choice}
          chosen={chosen?.includes(choice.code) ?? false}
          closed={full && !chosen?.includes(choice.code)}
          onPress={() => onDraft(tap(draft, name, choice.code))}
        />
      ))}
      {none && (
        <Chip
          words={none}
          chosen={chosen?.length === 0}
          onPress={() => onDraft(tapNone(draft, name))}
        />
      )}
    </fieldset>
  );
}

interface ChipProps {
  readonly words: Words;
  readonly chosen: boolean;
  /** Enough are already chosen. */
  readonly closed?: boolean;
  readonly onPress: () => void;
}

function Chip({ words, chosen, closed = false, onPress }: ChipProps) {
  return (
    <button
      type="button"
      className="chip"
      aria-pressed={chosen}
      aria-disabled={closed}
      onClick={onPress}
    >
      <Text words={words} />
      <span className="chip-mark">{chosen && <CheckIcon />}</span>
    </button>
  );
}

/** As people say it: three, four, four. */
const PHONE_GROUPS = [
  [0, 3],
  [3, 7],
  [7, 11],
] as const;

function PhoneKeys({ draft, onDraft }: AnswersProps) {
  const { phone } = draft;
  const checked = checkPhone(phone);
  const set = (phone: string): void => onDraft({ ...draft, phone });
  const type = (text: string): void =>
    set(
      Array.from(text).reduce((typed, sign) => {
        const open = ['empty', 'open'].includes(checkPhone(typed).kind);
        return open && /\d/.test(sign) ? typed + sign : typed;
      }, phone),
    );
  return (
    <div className="phone">
      <p className="phone-digits" data-state={checked.kind}>
        <span className="unseen">{phone}</span>
        {PHONE_GROUPS.map(([from, to]) => (
          <span key={from} aria-hidden="true">
            {phone.slice(from, to).padEnd(to - from, '·')}
          </span>
        ))}
      </p>
      <output className="phone-said">
        <Text words={phoneWords(phone)} beside />
      </output>
      <button
        type="button"
        className="share"
        disabled={checked.kind !== 'complete'}
        aria-pressed={draft.share}
        onClick={() => onDraft({ ...draft, share: !draft.share })}
      >
        <span className="share-box" aria-hidden="true">
          {draft.share && <CheckIcon />}
        </span>
        <Text words={words.questions.share} />
      </button>
      <Keys
        label={words.keypad.keys}
        empty={phone === ''}
        stuck={checked.kind === 'complete' || checked.kind === 'impossible'}
        rub={words.keypad.rub}
        clear={words.keypad.clear}
        onType={type}
        onRub={() => set(phone.slice(0, -1))}
        onClear={() => set('')}
      />
    </div>
  );
}

function phoneWords(phone: string): Words {
  const checked = checkPhone(phone);
  switch (checked.kind) {
    case 'empty':
      return words.questions.phoneEmpty;
    case 'open':
      return words.questions.phoneOpen(checked.missing);
    case 'complete':
      return words.questions.phoneComplete;
    case 'impossible':
      return words.questions.phoneImpossible;
  }
}
