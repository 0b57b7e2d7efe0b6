import { type ReactNode, useState } from 'react';
import { MOST_BLANKS } from '../../../shared/contract/prints.ts';
import type { Client } from '../../link/client.ts';
import { Text, type Words } from '../../ui/text.tsx';
import { Papers } from '../first-steps/papers.tsx';
import { Tick } from '../revise/fields.tsx';
import type { SetUpPartProps } from '../set-up/set-up-part.ts';
import { PrintDocument } from './print-document.tsx';
import { printsWords as words } from './words.ts';

/** All paper of the day before: what each is for stands beside its button. */
export function PrintsPart({ atWork: { client }, setUp }: SetUpPartProps) {
  return (
    <>
      <Booths client={client} zones={setUp.zones} booths={setUp.now.employers} />
      <Job title={words.desks} more={words.desksMore}>
        <PrintDocument client={client} job={{ what: 'desks' }} name={words.desks.zh} />
      </Job>
      <Blanks client={client} />
      <Job title={words.staffCard} more={words.staffCardMore}>
        <PrintDocument client={client} job={{ what: 'staff-card' }} name={words.staffCard.zh} />
      </Job>
      <Job title={words.recovery} more={words.recoveryMore}>
        <Papers client={client} />
      </Job>
      <Job title={words.assessment} more={words.assessmentMore}>
        <PrintDocument client={client} job={{ what: 'assessment' }} name={words.assessment.zh} />
      </Job>
    </>
  );
}

interface JobProps {
  readonly title: Words;
  readonly more: Words;
  readonly children: ReactNode;
}

const Job = ({ title, more, children }: JobProps) => (
  <section className="set-up-table">
    <h2>
      <Text words={title} beside />
    </h2>
    <p>
      <Text words={more} />
    </p>
    {children}
  </section>
);

interface BoothsProps {
  readonly client: Client;
  readonly zones: readonly string[];
  readonly booths: number;
}

function Booths({ client, zones, booths }: BoothsProps) {
  const [zone, setZone] = useState('');
  const [cards, setCards] = useState(true);
  const [tally, setTally] = useState(true);
  if (booths === 0) {
    return (
      <Job title={words.booths} more={words.boothsMore}>
        <p className="prints-none">
          <Text words={words.noBooths} beside />
        </p>
      </Job>
    );
  }
  return (
    <Job title={words.booths} more={words.boothsMore}>
      <div className="set-up-row">
        <label>
          <Text words={words.zone} beside />
          <select value={zone} onChange={({ currentTarget }) => setZone(currentTarget.value)}>
            <option value="">{words.allZones(booths).zh}</option>
            {zones.map((each) => (
              <option key={each} value={each}>
                {each}
              </option>
            ))}
          </select>
        </label>
      </div>
      <Tick words={words.cards} on={cards} onChange={setCards} />
      <Tick words={words.tally} on={tally} onChange={setTally} />
      <PrintDocument
        client={client}
        job={{ what: 'booths', zone, cards, tally }}
        name={`${words.booths.zh}${zone === '' ? '' : `-${zone}`}`}
      />
    </Job>
  );
}

function Blanks({ client }: { client: Client }) {
  const [typed, setTyped] = useState('100');
  const count = Math.min(MOST_BLANKS, Math.max(1, Math.round(Number(typed) || 1)));
  return (
    <Job title={words.blanks} more={words.blanksMore}>
      <div className="set-up-row">
        <label>
          <Text words={words.count} beside />
          <input
            type="number"
            inputMode="numeric"
            min={1}
            max={MOST_BLANKS}
            value={typed}
            onChange={({ currentTarget }) => setTyped(currentTarget.value)}
          />
        </label>
        <p className="quiet">
          <Text words={words.sheets(count)} beside />
        </p>
      </div>
      <PrintDocument
        client={client}
        job={{ what: 'blanks', count }}
        name={`${words.blanks.zh}-${count}`}
      />
    </Job>
  );
}
