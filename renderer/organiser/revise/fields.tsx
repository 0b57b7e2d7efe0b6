import type { ReactNode } from 'react';
import { Button } from '../../ui/button.tsx';
import { spoken, Text, type Words } from '../../ui/text.tsx';
import './fields.css';
import { reviseWords as words } from './words.ts';

/** The fields that the sheet of a fair is made of. */

interface GroupProps {
  readonly title: Words;
  readonly more?: Words;
  readonly children: ReactNode;
}

export function Group({ title, more, children }: GroupProps) {
  return (
    <section className="sheet-group">
      <h2>
        <Text words={title} beside />
      </h2>
      {more && (
        <p className="quiet">
          <Text words={more} />
        </p>
      )}
      {children}
    </section>
  );
}

interface FieldProps {
  readonly words: Words;
  /** In a list whose heading says it: the name of the field is only in its place. */
  readonly inList?: boolean;
  readonly value: string;
  readonly most: number;
  /** It may not stay empty. */
  readonly needed?: boolean;
  readonly onChange: (value: string) => void;
}

export function Field(props: FieldProps) {
  const { words: own, inList = false, value, most, needed = false, onChange } = props;
  return (
    <label className="sheet-field">
      {!inList && <Text words={own} beside />}
      <input
        aria-label={inList ? spoken(own) : undefined}
        placeholder={inList ? own.zh : undefined}
        value={value}
        maxLength={most}
        aria-invalid={needed && value.trim() === ''}
        onChange={({ currentTarget }) => onChange(currentTarget.value)}
      />
    </label>
  );
}

interface Named {
  readonly zh: string;
  readonly en: string;
}

interface NamedFieldProps<N extends Named> {
  readonly words: Words;
  readonly inList?: boolean;
  readonly value: N;
  readonly onChange: (value: N) => void;
}

/** A name in Chinese, and beside it the same in English. */
export function NamedField<N extends Named>(props: NamedFieldProps<N>) {
  const { words: own, inList = false, value, onChange } = props;
  return (
    <div className="sheet-pair">
      <Field
        words={own}
        inList={inList}
        value={value.zh}
        most={80}
        needed
        onChange={(zh) => onChange({ ...value, zh })}
      />
      <Field
        words={words.english}
        inList={inList}
        value={value.en}
        most={120}
        onChange={(en) => onChange({ ...value, en })}
      />
    </div>
  );
}

interface RowsProps<R> {
  readonly rows: readonly R[];
  readonly most: number;
  /** At least one stays. */
  readonly least?: number;
  readonly add: Words;
  readonly fresh: () => R;
  readonly onChange: (rows: R[]) => void;
  readonly renderRow: (row: R, set: (row: R) => void) => ReactNode;
  /** Whether it may be removed; all may if absent. */
  readonly mayGo?: (row: R) => boolean;
}

/** A list that grows and shrinks, a row for each. */
export function Rows<R>(props: RowsProps<R>) {
  const { rows, most, least = 0, add, fresh, onChange, renderRow, mayGo = () => true } = props;
  return (
    <div className="sheet-rows">
      {rows.map((each, at) => (
        // Rows have no name of their own while somebody types them.
        // oxlint-disable-next-line react/no-array-index-key
        <div key={at} className="sheet-row">
          {renderRow(each, (now) => onChange(rows.with(at, now)))}
          {rows.length > least && mayGo(each) && (
            <Button
              look="plain"
              words={words.remove}
              onPress={() => onChange(rows.toSpliced(at, 1))}
            />
          )}
        </div>
      ))}
      {rows.length < most && (
        <Button look="plain" words={add} onPress={() => onChange([...rows, fresh()])} />
      )}
    </div>
  );
}

interface TickProps {
  readonly words: Words;
  readonly more?: Words;
  readonly on: boolean;
  readonly onChange: (ticked: boolean) => void;
}

export function Tick({ words: own, more, on: ticked, onChange }: TickProps) {
  return (
    <label className="sheet-tick">
      <input
        type="checkbox"
        checked={ticked}
        onChange={({ currentTarget }) => onChange(currentTarget.checked)}
      />
      <span>
        <Text words={own} beside />
        {more && (
          <span className="quiet">
            <Text words={more} />
          </span>
        )}
      </span>
    </label>
  );
}

interface DateFieldProps {
  readonly words: Words;
  readonly value: string;
  readonly least?: string | undefined;
  readonly onChange: (value: string) => void;
}

export function DateField({ words: own, value, least, onChange }: DateFieldProps) {
  return (
    <input
      type="date"
      aria-label={spoken(own)}
      value={value}
      min={least}
      required
      aria-invalid={value === '' || (least !== undefined && value < least)}
      onChange={({ currentTarget }) => onChange(currentTarget.value)}
    />
  );
}
