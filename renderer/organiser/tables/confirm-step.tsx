import { useState } from 'react';
import { type Trade, trades } from '../../../shared/codes.ts';
import type { CallOutput } from '../../../shared/contract/calls.ts';
import { readBooth } from '../../../shared/tables/cells/booth.ts';
import type { Edit } from '../../../shared/tables/employers/edit.ts';
import { Button } from '../../ui/button.tsx';
import { spoken, Text } from '../../ui/text.tsx';
import './confirm-step.css';
import { useLoaded } from './loaded.ts';
import { Pager } from './pager.tsx';
import type { SetUpAtWork } from '../set-up/set-up.ts';
import type { EmployersWork } from './table-at-work.ts';
import { tableWords as words } from './table-words.ts';

interface ConfirmStepProps {
  readonly atWork: SetUpAtWork;
  readonly work: EmployersWork;
}

const LENGTH = 100;

/** What the table does not say, and is proposed: whose posts, how many, which trades and booths. */
export function ConfirmStep({ atWork, work }: ConfirmStepProps) {
  const edit = (what: Edit): void => void atWork.edit(what);
  return (
    <>
      {work.employer !== null && (
        <Anonymous key={work.employer} employer={work.employer} onEdit={edit} />
      )}
      <Together {...{ atWork, work }} onEdit={edit} />
      {work.inText > 0 && <InText work={work} onEdit={edit} />}
      <Trades {...{ atWork, work }} onEdit={edit} />
      <Booths {...{ atWork, work }} onEdit={edit} />
    </>
  );
}

type OnEdit = (edit: Edit) => void;

function Anonymous({ employer, onEdit }: { employer: string; onEdit: OnEdit }) {
  const [name, setName] = useState(employer);
  return (
    <section className="confirm-part">
      <p>
        <Text words={words.anonymous} />
      </p>
      <div className="set-up-row">
        <input
          type="text"
          aria-label={spoken(words.employer)}
          maxLength={60}
          value={name}
          onChange={({ target }) => setName(target.value)}
        />
        <Button
          words={words.use}
          disabled={name.trim() === ''}
          onPress={() => onEdit({ kind: 'employer', employer: name.trim() })}
        />
      </div>
    </section>
  );
}

function Together({ atWork, work, onEdit }: ConfirmStepProps & { onEdit: OnEdit }) {
  const read = useLoaded(atWork.columns, 'together', work);
  const together = read?.together ?? false;
  if (work.split === 0 && !together) return undefined;
  return (
    <section className="confirm-part">
      <p>
        <Text words={together ? words.together : words.split(work.split)} />
      </p>
      <Button
        words={together ? words.takeApart : words.keepTogether}
        onPress={() => onEdit({ kind: 'together', together: !together })}
      />
    </section>
  );
}

function InText({ work, onEdit }: { work: EmployersWork; onEdit: OnEdit }) {
  const { inText, fromText } = work;
  return (
    <section className="confirm-part">
      <p>
        <Text words={fromText ? words.fromText(inText) : words.inText(inText)} />
      </p>
      <Button
        words={fromText ? words.notFromText : words.takeFromText}
        onPress={() => onEdit({ kind: 'from-text', fromText: !fromText })}
      />
    </section>
  );
}

function Trades({ atWork, work, onEdit }: ConfirmStepProps & { onEdit: OnEdit }) {
  const [from, setFrom] = useState(0);
  const page = useLoaded(() => atWork.trades({ from }), `trades ${from}`, work);
  if (!page) return undefined;
  const proposed = page.items.filter(({ trade, confirmed }) => trade && !confirmed).length;
  return (
    <section className="confirm-part">
      <h3>
        <Text words={words.trades} beside />
      </h3>
      <p className="quiet">
        <Text words={page.count === 0 ? words.noTrades : words.tradesMore} beside />
      </p>
      {proposed > 0 && (
        <Button
          look="first"
          words={words.confirmTrades}
          onPress={() => onEdit({ kind: 'proposed-trades' })}
        />
      )}
      {page.count > 0 && (
        <table className="trades-table">
          <thead>
            <tr>
              {[words.post, words.posts, words.trade].map((each) => (
                <th key={each.en} scope="col">
                  <Text words={each} beside />
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {page.items.map(({ title, posts, trade, confirmed }) => (
              <tr key={title} data-confirmed={confirmed}>
                <th scope="row">{title}</th>
                <td>{posts}</td>
                <td>
                  <TradeSelect
                    {...{ title, trade, confirmed }}
                    onChoose={(chosen) => onEdit({ kind: 'trade', title, trade: chosen })}
                  />
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      )}
      <Pager from={from} length={LENGTH} count={page.count} onFrom={setFrom} />
    </section>
  );
}

interface TradeSelectProps {
  readonly title: string;
  readonly trade: Trade | undefined;
  readonly confirmed: boolean;
  readonly onChoose: (trade: Trade) => void;
}

function TradeSelect({ title, trade, confirmed, onChoose }: TradeSelectProps) {
  return (
    <div className="trade-select">
      <select
        aria-label={`${title} ${spoken(words.trade)}`}
        value={trade ?? ''}
        onChange={({ target }) => {
          const chosen = trades.find(({ code }) => code === target.value);
          if (chosen) onChoose(chosen.code);
        }}
      >
        <option value="" disabled>
          {words.unknown.zh}
        </option>
        {trades.map(({ code, zh }) => (
          <option key={code} value={code}>
            {zh}
          </option>
        ))}
      </select>
      {trade && !confirmed && <Button words={words.use} onPress={() => onChoose(trade)} />}
      {trade && (
        <span className="quiet">
          <Text words={confirmed ? words.confirmed : words.proposed} beside />
        </span>
      )}
    </div>
  );
}

type Given = Extract<CallOutput<'setup.booths'>, { ok: true }>['value']['items'][number];

function Booths({ atWork, work, onEdit }: ConfirmStepProps & { onEdit: OnEdit }) {
  const [from, setFrom] = useState(0);
  const page = useLoaded(() => atWork.booths({ from }), `booths ${from}`, work);
  if (!page) return undefined;
  return (
    <section className="confirm-part">
      <h3>
        <Text words={words.booths} beside />
      </h3>
      <p className="quiet">
        <Text words={page.count === 0 ? words.noBooths : words.boothsMore} beside />
      </p>
      {page.count > 0 && (
        <table>
          <thead>
            <tr>
              {[words.employer, words.booth].map((each) => (
                <th key={each.en} scope="col">
                  <Text words={each} beside />
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {page.items.map((given) => (
              <BoothRow key={`${given.of} ${given.booth}`} given={given} onEdit={onEdit} />
            ))}
          </tbody>
        </table>
      )}
      <Pager from={from} length={LENGTH} count={page.count} onFrom={setFrom} />
    </section>
  );
}

function BoothRow({ given, onEdit }: { given: Given; onEdit: OnEdit }) {
  const { of: seat, employer, zone, booth, why, other } = given;
  const [text, setText] = useState(booth);
  const read = readBooth(text);
  const wanted = read.is === 'read' ? read.value.codes[0] : undefined;
  return (
    <tr data-why={why}>
      <th scope="row">
        {employer} {zone && <span className="quiet">{zone}</span>}
        {other && (
          <p className="booth-other">
            <Text words={words.askedFor(other.booth, other.employer)} />
          </p>
        )}
      </th>
      <td>
        <form
          className="booth-choice"
          onSubmit={(event) => {
            event.preventDefault();
            if (wanted) onEdit({ kind: 'booths', booths: [{ of: seat, booth: wanted }] });
          }}
        >
          <input
            type="text"
            aria-label={`${employer} ${spoken(words.booth)}`}
            aria-invalid={!wanted}
            value={text}
            maxLength={20}
            onChange={({ target }) => setText(target.value)}
          />
          {wanted && wanted !== booth ? (
            <Button
              words={words.use}
              onPress={() => onEdit({ kind: 'booths', booths: [{ of: seat, booth: wanted }] })}
            />
          ) : (
            <Text words={words.boothBy[why]} beside />
          )}
          {other && (
            <Button
              words={words.swap(other.booth)}
              onPress={() =>
                onEdit({
                  kind: 'booths',
                  booths: [
                    { of: seat, booth: other.booth },
                    { of: other.of, booth },
                  ],
                })
              }
            />
          )}
        </form>
      </td>
    </tr>
  );
}
