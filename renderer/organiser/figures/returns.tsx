import { useCallback, useEffect, useState } from 'react';
import { base64Of } from '../../../shared/base64.ts';
import type { CallOutput } from '../../../shared/contract/calls.ts';
import type { Asked } from '../../../shared/report/behind.ts';
import type { DayView } from '../../../shared/report/day-view.ts';
import { type ReturnId, returnIds, returnTitles } from '../../../shared/report/returns/titles.ts';
import { Button } from '../../ui/button.tsx';
import { Text, type Words } from '../../ui/text.tsx';
import { BehindFigure } from './behind.tsx';
import type { OrganiserAtWork } from '../day.ts';
import { PickFile } from '../pick-file.tsx';
import { returnsWords as words } from './returns-words.ts';
import './returns.css';
import { SaveFile } from '../save-file.tsx';

type Shown = Extract<CallOutput<'organiser.return'>, { ok: true }>['value'];
type Cell = Shown['shown']['sheets'][number]['rows'][number][number];

const XLSX = 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet';
const MOST_BYTES = 700_000;

/** 报表: each filled from the records, by our template or by the bureau's own. */
export function Returns({ organiser, view }: { organiser: OrganiserAtWork; view: DayView }) {
  const [id, setId] = useState<ReturnId>('spring');
  const [shown, setShown] = useState<Shown>();
  const [said, setSaid] = useState<Words>();
  const { scope, digest } = view;
  const load = useCallback(
    (_of: string) => organiser.return({ scope, id }).then((found) => found && setShown(found)),
    [organiser, scope, id],
  );
  // Again whenever there are other figures.
  useEffect(() => void load(digest), [load, digest]);

  async function keep(file: File | null): Promise<void> {
    if (file && (file.size === 0 || file.size > MOST_BYTES)) return setSaid(words.tooLarge);
    const own = file && {
      name: file.name,
      base64: base64Of(new Uint8Array(await file.arrayBuffer())),
    };
    const done = await organiser.keepReturn(id, own);
    setSaid(done?.ok ? undefined : words.notTaken[done?.fault.kind ?? 'not-saved']);
    await load(digest);
  }

  return (
    <div className="returns">
      <div className="scopes" role="group" aria-label={words.which.zh}>
        {returnIds.map((each) => (
          <button
            key={each}
            type="button"
            aria-pressed={each === id}
            onClick={() => {
              setShown(undefined);
              setSaid(undefined);
              setId(each);
            }}
          >
            <Text words={returnTitles[each]} beside />
          </button>
        ))}
      </div>
      <p className="quiet">
        <Text words={words.more} />
      </p>
      <div className="tools">
        <SaveFile
          look="first"
          words={words.filled}
          type={XLSX}
          make={() => organiser.returnFile({ scope, id, as: 'filled' })}
        />
        <SaveFile
          words={words.template}
          type={XLSX}
          make={() => organiser.returnFile({ scope, id, as: 'template' })}
        />
        <PickFile words={words.own} accept=".xlsx" onPick={(file) => void keep(file)} />
        {shown !== undefined && shown.own !== null && (
          <Button words={words.shipped} onPress={() => void keep(null)} />
        )}
        <output role="alert">{said && <Text words={said} beside />}</output>
      </div>
      {shown && (
        <>
          {shown.own !== null && (
            <p>
              <Text words={words.isOwn(shown.own)} beside />
            </p>
          )}
          <Findings shown={shown} />
          <Sheets organiser={organiser} view={view} shown={shown} />
        </>
      )}
    </div>
  );
}

function Findings({ shown: { shown } }: { shown: Shown }) {
  const unknown = shown.findings.filter(({ why }) => why === undefined);
  if (unknown.length === 0) return undefined;
  return (
    <div className="bulletin-warning" data-whole="false" role="alert">
      <ul className="returns-findings">
        {unknown.map(({ sheet, at, name }) => (
          <li key={`${sheet} ${at} ${name}`}>
            <Text words={words.unknown(`${sheet}!${at}`, name)} beside />
          </li>
        ))}
      </ul>
    </div>
  );
}

interface Opened {
  readonly of: string;
  readonly counted: Asked['counted'];
}

interface SheetsProps {
  readonly organiser: OrganiserAtWork;
  readonly view: DayView;
  readonly shown: Shown;
}

function Sheets({ organiser, view, shown: { shown } }: SheetsProps) {
  const [opened, setOpened] = useState<Opened>();
  return (
    <>
      {shown.sheets.map(({ name, rows }) => (
        <div key={name} className="returns-sheet">
          <table aria-label={name}>
            <tbody>
              {rows.map((row, r) => (
                <tr key={r}>
                  {row.map((cell, c) => (
                    <td
                      key={c}
                      rowSpan={cell.rows}
                      colSpan={cell.columns}
                      data-is={cell.is}
                      title={cell.figures}
                    >
                      <CellText cell={cell} onOpen={setOpened} />
                    </td>
                  ))}
                </tr>
              ))}
            </tbody>
          </table>
        </div>
      ))}
      {opened && (
        <BehindFigure
          organiser={organiser}
          view={view}
          title={words.cell}
          {...opened}
          onClose={() => setOpened(undefined)}
        />
      )}
    </>
  );
}

function CellText({ cell, onOpen }: { cell: Cell; onOpen: (opened: Opened) => void }) {
  const { text, counted, figures = '' } = cell;
  if (!counted || text === '0') return text;
  return (
    <button type="button" className="opens" onClick={() => onOpen({ of: figures, counted })}>
      {text}
    </button>
  );
}
