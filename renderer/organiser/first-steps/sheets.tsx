import type { ReactNode } from 'react';
import type { Papers } from '../../../shared/contract/new-fair.ts';
import { qrSvg } from '../../../shared/qr-svg.ts';
import { recoveryWords } from '../../../shared/words/recovery-words.ts';
import { roleWords } from '../../../shared/words/role-words.ts';
import { Text, type Words } from '../../ui/text.tsx';
import './sheets.css';
import { type PaperName, paperWords, sheetWords as words } from './words.ts';

/** The papers as they are printed, each on a page of its own. */
export function Sheets({ papers, wanted }: { papers: Papers; wanted: readonly PaperName[] }) {
  const has = (name: PaperName): boolean => wanted.includes(name);
  return (
    <>
      {has('recovery') && <Recovery papers={papers} />}
      {has('cards') && <Cards papers={papers} />}
      {has('pins') && papers.pins && <Pins papers={papers} pins={papers.pins} />}
      {has('machines') && <Machines papers={papers} />}
    </>
  );
}

interface SheetProps {
  readonly name: PaperName;
  readonly papers: Papers;
  readonly children: ReactNode;
}

function Sheet({ name, papers: { fair, organiser }, children }: SheetProps) {
  const { title, goes } = paperWords[name];
  return (
    <article className="sheet" data-sheet={name}>
      <header>
        <h1>
          <Text words={title} beside />
        </h1>
        <p>
          {fair.zh}
          <br />
          {organiser.zh}
        </p>
        <p className="sheet-goes">
          <Text words={goes} />
        </p>
      </header>
      {children}
    </article>
  );
}

export function Code({ text, label }: { text: string; label: Words }) {
  const { svg } = qrSvg(text);
  return (
    <img
      className="sheet-code"
      src={`data:image/svg+xml,${encodeURIComponent(svg)}`}
      alt={label.zh}
    />
  );
}

function Recovery({ papers }: { papers: Papers }) {
  const { code, lines } = papers.recovery;
  return (
    <Sheet name="recovery" papers={papers}>
      <p>
        <Text words={recoveryWords.what} />
      </p>
      <Code text={code} label={paperWords.recovery.title} />
      <p>
        <Text words={recoveryWords.how} />
      </p>
      <ol className="sheet-lines">
        {lines.map((line) => (
          <li key={line}>
            <code>{line}</code>
          </li>
        ))}
      </ol>
      <p>
        <Text words={recoveryWords.never} />
      </p>
      <dl className="sheet-blanks">
        <dt>
          <Text words={recoveryWords.keptAt} beside />
        </dt>
        <dd />
        <dt>
          <Text words={recoveryWords.keeper} beside />
        </dt>
        <dd />
      </dl>
    </Sheet>
  );
}

const CARDS_A_PAGE = 4;

function Cards({ papers }: { papers: Papers }) {
  return (
    <Sheet name="cards" papers={papers}>
      <div className="sheet-cards">
        {Array.from({ length: CARDS_A_PAGE }, (_, i) => (
          <section key={i}>
            <h2>
              <Text words={words.card} beside />
            </h2>
            <p>{papers.fair.zh}</p>
            <Code text={papers.staffCard} label={words.card} />
            <p>
              <Text words={words.cardMore} />
            </p>
            <p>
              <Text words={words.cardNever} />
            </p>
          </section>
        ))}
      </div>
    </Sheet>
  );
}

function Pins({ papers, pins }: { papers: Papers; pins: NonNullable<Papers['pins']> }) {
  return (
    <Sheet name="pins" papers={papers}>
      <section className="sheet-pin">
        <h2>
          <Text words={words.staffPin} beside />
        </h2>
        <code>{pins.staff}</code>
        <p>
          <Text words={words.staffPinMore} />
        </p>
      </section>
      <section className="sheet-pin">
        <h2>
          <Text words={words.organiserPin} beside />
        </h2>
        <code>{pins.organiser}</code>
        <p>
          <Text words={words.organiserPinMore} />
        </p>
      </section>
    </Sheet>
  );
}

function Machines({ papers }: { papers: Papers }) {
  return (
    <Sheet name="machines" papers={papers}>
      <ol className="sheet-how">
        {words.machinesHow.map((step) => (
          <li key={step.zh}>
            <Text words={step} />
          </li>
        ))}
      </ol>
      <table>
        <thead>
          <tr>
            {[words.slot, words.station, words.role, words.ticked].map((heading) => (
              <th key={heading.zh} scope="col">
                <Text words={heading} beside />
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {papers.stations.map(({ slot, name, role }) => (
            <tr key={slot}>
              <td>{slot}</td>
              <td>{name.zh}</td>
              <td>
                <Text words={{ ...roleWords[role], en: '' }} />
              </td>
              <td>{slot === papers.slot ? words.here.zh : '☐'}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </Sheet>
  );
}
