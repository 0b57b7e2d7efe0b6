import { MOST_TYPED, type TypedEmployer } from '../../shared/new-fair/draft.ts';
import { CrossIcon } from '../ui/icons.tsx';
import { spoken, Text } from '../ui/text.tsx';
import type { StepProps } from './step.ts';
import './step-employers.css';
import { newFairWords as words } from './words.ts';

const MOST_CHARACTERS = 60;
const MOST_PEOPLE = 10_000;

export function StepEmployers(props: StepProps & { readonly onDropFormer: () => void }) {
  const { state, change, onDropFormer } = props;
  const { former } = state;
  const { typed, zones } = state.draft;
  const set = (at: number, part: Partial<TypedEmployer>): void =>
    change({ typed: typed.map((row, i) => (i === at ? { ...row, ...part } : row)) });
  const add = (): void => {
    const zone = typed.at(-1)?.zone ?? zones[0]?.name ?? '';
    change({ typed: [...typed, { employer: '', zone, post: '', headcount: null }] });
  };
  return (
    <>
      {former && (
        <p className="former">
          <b>
            <Text words={words.formerEmployers(former.employers, former.posts)} beside />
          </b>
          <button type="button" onClick={onDropFormer}>
            <Text words={words.dropFormer} beside />
          </button>
        </p>
      )}
      {typed.length > 0 && (
        <ul className="typed">
          {typed.map((row, i) => (
            <li key={i}>
              <select
                aria-label={spoken(words.zone)}
                value={row.zone}
                onChange={({ currentTarget }) => set(i, { zone: currentTarget.value })}
              >
                {[...new Set([...zones.map(({ name }) => name), row.zone])].map((name) => (
                  <option key={name} value={name}>
                    {name}
                  </option>
                ))}
              </select>
              <input
                aria-label={spoken(words.employer)}
                placeholder={words.employer.zh}
                maxLength={MOST_CHARACTERS}
                value={row.employer}
                onChange={({ currentTarget }) => set(i, { employer: currentTarget.value })}
              />
              <input
                aria-label={spoken(words.post)}
                placeholder={words.post.zh}
                maxLength={MOST_CHARACTERS}
                value={row.post}
                onChange={({ currentTarget }) => set(i, { post: currentTarget.value })}
              />
              <input
                aria-label={spoken(words.headcount)}
                placeholder={words.some.zh}
                inputMode="numeric"
                maxLength={5}
                value={row.headcount ?? ''}
                onChange={({ currentTarget }) => set(i, { headcount: people(currentTarget.value) })}
              />
              <button
                type="button"
                className="typed-remove"
                aria-label={spoken(words.removeEmployer(row.employer))}
                onClick={() => change({ typed: typed.filter((_, at) => at !== i) })}
              >
                <CrossIcon />
              </button>
            </li>
          ))}
        </ul>
      )}
      {typed.length < MOST_TYPED && (
        <button type="button" className="typed-add" onClick={add}>
          ＋ <Text words={words.addEmployer} beside />
        </button>
      )}
    </>
  );
}

/** Null for anything that is no number: 若干, which is never guessed. */
function people(typed: string): number | null {
  const number = Number(typed.normalize('NFKC'));
  return Number.isInteger(number) && number >= 1 && number <= MOST_PEOPLE ? number : null;
}
