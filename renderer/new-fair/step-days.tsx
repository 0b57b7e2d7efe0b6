import { useState } from 'react';
import { keepDaysChoices } from '../../shared/new-fair/draft.ts';
import { keepUntil, weeksOf } from '../../shared/new-fair/fair-of-draft.ts';
import { BackIcon, NextIcon } from '../ui/icons.tsx';
import { spoken, Text } from '../ui/text.tsx';
import { Choices } from './choices.tsx';
import type { StepProps } from './step.ts';
import { moveThroughMonth } from './calendar-keys.ts';
import './step-days.css';
import { inChinese, newFairWords as words } from './words.ts';

const MOST_DAYS = 14;

export function StepDays({ state, change }: StepProps) {
  const { draft, today } = state;
  const [first = today] = draft.days.toSorted();
  const [year = 0, month = 0] = (first < today ? today : first).split('-').map(Number);
  const [shown, setShown] = useState(year * 12 + month - 1);
  const at = { year: Math.floor(shown / 12), month: (shown % 12) + 1 };

  function tap(day: string): void {
    const others = draft.days.filter((each) => each !== day);
    const isNew = others.length === draft.days.length;
    if (isNew && others.length >= MOST_DAYS) return;
    change({ days: isNew ? [...others, day].toSorted() : others });
  }

  const weeks = weeksOf(at.year, at.month);
  const days = weeks.flat().filter((day) => day !== null && day >= today);
  /** Where the Tab key comes into the month. */
  const entered = days.find((day) => day !== null && draft.days.includes(day)) ?? days[0];
  const { sex, ageBand } = draft.asks;
  return (
    <div className="step-days">
      <section>
        <div className="month-head">
          <button
            type="button"
            aria-label={spoken(words.earlier)}
            disabled={`${at.year}-${pad(at.month)}` <= today.slice(0, 7)}
            onClick={() => setShown(shown - 1)}
          >
            <BackIcon />
          </button>
          <b>
            <Text words={{ ...words.month(at.year, at.month), en: '' }} />
          </b>
          <button
            type="button"
            aria-label={spoken(words.later)}
            onClick={() => setShown(shown + 1)}
          >
            <NextIcon />
          </button>
        </div>
        <table className="month">
          <thead>
            <tr>
              {words.week.map((day) => (
                <th key={day} scope="col">
                  {day}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {weeks.map((week, i) => (
              <tr key={i}>
                {week.map((day, column) => (
                  <td key={day ?? column}>
                    {day !== null && (
                      <button
                        type="button"
                        tabIndex={day === entered ? 0 : -1}
                        disabled={day < today}
                        aria-pressed={draft.days.includes(day)}
                        aria-label={inChinese(day)}
                        onClick={() => tap(day)}
                        onKeyDown={moveThroughMonth}
                      >
                        {Number(day.slice(8))}
                      </button>
                    )}
                  </td>
                ))}
              </tr>
            ))}
          </tbody>
        </table>
        <p>
          <Text words={words.chosen(draft.days)} />
        </p>
      </section>
      <section className="step-days-data">
        <h2>
          <Text words={words.keepFor} beside />
        </h2>
        <Choices
          words={words.keepFor}
          all={keepDaysChoices.map((key) => ({ key, words: words.keepDays(key) }))}
          chosen={[draft.keepDays]}
          onTap={(keepDays) => change({ keepDays })}
        />
        <p>
          <Text words={words.keepUntil(keepUntil(draft))} />
        </p>
        <h2>
          <Text words={words.asks} beside />
        </h2>
        <Choices
          words={words.asks}
          all={[
            { key: 'sex', words: words.sex },
            { key: 'ageBand', words: words.ageBand },
          ]}
          chosen={[...(sex ? ['sex' as const] : []), ...(ageBand ? ['ageBand' as const] : [])]}
          onTap={(key) => change({ asks: { ...draft.asks, [key]: !draft.asks[key] } })}
        />
        <p>
          <Text words={words.asksMore} />
        </p>
      </section>
    </div>
  );
}

const pad = (month: number): string => String(month).padStart(2, '0');
