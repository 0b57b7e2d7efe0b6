import { useState } from 'react';
import type { Machine } from '../../../shared/contract/machines.ts';
import { PrintPage } from '../../saving/print-page.tsx';
import type { Kept } from '../../saving/saving.ts';
import { CheckIcon } from '../../ui/icons.tsx';
import { Qr } from '../../ui/qr.tsx';
import { Text, type Words } from '../../ui/text.tsx';
import { usePaper } from '../first-steps/on-paper.tsx';
import { Code } from '../first-steps/sheets.tsx';
import './stick-strip.css';
import { joinStickWords as words } from './join-stick-words.ts';
import { machineWords } from './machine-words.ts';

export interface MadeStick {
  readonly passphrase: string;
  readonly kept: Exclude<Kept, { how: 'dropped' }>;
  readonly machines: readonly Machine[];
}

/** What opens the stick that was written just now: on the screen once, and on a strip of paper. */
export function StickStrip({ stick }: { readonly stick: MadeStick }) {
  const { passphrase, kept } = stick;
  const [said, setSaid] = useState<Words>();
  const { lay, paper } = usePaper(<StickSheet stick={stick} />);
  return (
    <div className="stick-strip" data-testid="stick-strip">
      <div className="stick-strip-say">
        <h3 role="status">
          <CheckIcon />
          <Text words={words.written} />
        </h3>
        <p>
          <Text
            words={kept.how === 'saved' ? words.writtenAt(kept.where) : words.unzip(kept.name)}
            beside
          />
        </p>
        <code>{passphrase}</code>
        <p>
          <Text words={words.onlyNow} />
        </p>
        <div className="stick-strip-print">
          <PrintPage
            words={words.print}
            name={words.fileName.zh}
            onSaid={setSaid}
            lay={lay}
            paperAlone
          />
        </div>
        <output role="alert">{said && <Text words={said} beside />}</output>
      </div>
      <div className="stick-strip-qr">
        <Qr text={passphrase} label={words.stripLabel} />
      </div>
      {paper}
    </div>
  );
}

/** The upper part goes round with the stick, and says nothing secret; the strip is cut off. */
function StickSheet({ stick: { passphrase, machines } }: { readonly stick: MadeStick }) {
  return (
    <article className="sheet stick-sheet">
      <header>
        <h1>
          <Text words={words.sheet} beside />
        </h1>
      </header>
      <ol className="sheet-how">
        {words.steps.map((step) => (
          <li key={step.zh}>
            <Text words={step} />
          </li>
        ))}
      </ol>
      <ul className="stick-sheet-machines">
        {machines.map(({ slot, name }) => (
          <li key={slot}>
            <Text words={machineWords.codeOf(slot, name)} beside /> ☐
          </li>
        ))}
      </ul>
      <section className="stick-sheet-strip">
        <div>
          <h2>
            <Text words={words.strip} beside />
          </h2>
          <p>
            <Text words={words.stripGoes} />
          </p>
          <code>{passphrase}</code>
        </div>
        <Code text={passphrase} label={words.stripLabel} />
      </section>
    </article>
  );
}
