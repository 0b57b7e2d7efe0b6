import { useEffect, useState } from 'react';
import { useStore } from 'zustand';
import type {
  SeasonList,
  SeasonView,
  Township,
} from '../../../shared/report/season/season-shapes.ts';
import { Text } from '../../ui/text.tsx';
import { PickFiles } from '../pick-file.tsx';
import { SaveFile } from '../save-file.tsx';
import type { SeasonAtWork } from './season.ts';
import { SeasonFiles } from './season-files.tsx';
import { seasonWords as words } from './season-page-words.ts';
import './season-page.css';
import { SeasonSums } from './season-sums.tsx';

const XLSX = 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet';
const lists = ['now', 'former'] as const satisfies readonly SeasonList[];
const files = ['workbook', 'spring', 'market'] as const;

/** 多场: this fair's own signed figures, and the sums over those of several fairs. */
export function SeasonPage({ atWork }: { atWork: SeasonAtWork }) {
  const { view, reading, trouble } = useStore(atWork);
  useEffect(() => void atWork.load(), [atWork]);
  return (
    <div className="season">
      <section>
        <h2>
          <Text words={words.sums} beside />
        </h2>
        <p className="quiet">
          <Text words={words.more} />
        </p>
        <output role="alert">
          {reading && <Text words={words.reading} beside />}
          {trouble && <Text words={words.trouble} beside />}
        </output>
      </section>
      {lists.map((list) => (
        <section key={list}>
          <h3>
            <Text words={words.lists[list]} beside />
          </h3>
          {list === 'former' && (
            <p className="quiet">
              <Text words={words.formerMore} />
            </p>
          )}
          {view && <SeasonFiles atWork={atWork} list={list} entries={view[list]} />}
          <PickFiles
            words={words.add[list]}
            accept=".json"
            disabled={reading}
            onPick={(chosen) => void atWork.add(list, chosen)}
          />
        </section>
      ))}
      {view && <Sums atWork={atWork} view={view} />}
      {view && <OwnFigures atWork={atWork} view={view} />}
    </div>
  );
}

function Sums({ atWork, view }: { atWork: SeasonAtWork; view: SeasonView }) {
  if (view.fairs === 0) {
    return (
      <p>
        <Text words={words.none} beside />
      </p>
    );
  }
  return (
    <section>
      <SeasonSums atWork={atWork} view={view} />
      <div className="tools">
        {files.map((format) => (
          <SaveFile
            key={format}
            look={format === 'workbook' ? 'first' : 'second'}
            words={words.files[format]}
            type={XLSX}
            make={() => atWork.file({ as: format })}
          />
        ))}
      </div>
    </section>
  );
}

const choices = ['yes', 'no', 'unknown'] as const satisfies readonly Township[];

function OwnFigures({ atWork, view }: { atWork: SeasonAtWork; view: SeasonView }) {
  const [township, setTownship] = useState<Township>('unknown');
  return (
    <section>
      <h2>
        <Text words={words.own} beside />
      </h2>
      <p className="quiet">
        <Text words={words.ownMore} />
      </p>
      <div className="scopes" role="group" aria-label={words.inTownship.zh}>
        <Text words={words.inTownship} />
        {choices.map((each) => (
          <button
            key={each}
            type="button"
            aria-pressed={each === township}
            onClick={() => setTownship(each)}
          >
            <Text words={words.townships[each]} beside />
          </button>
        ))}
      </div>
      <SaveFile
        words={words.exportOwn}
        type="application/json"
        make={() => atWork.figures({ township })}
      />
      <p>
        <Text words={words.fingerprint} beside /> <code>{view.own}</code>
      </p>
    </section>
  );
}
