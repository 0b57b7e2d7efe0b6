import { useState } from 'react';
import type { DayView } from '../../shared/report/day-view.ts';
import { besideFormer, changeText, type Former, readFormer } from '../../shared/report/former.ts';
import { figures } from '../../shared/tally/figures.ts';
import { Text, type Words } from '../ui/text.tsx';
import './former-fairs.css';
import { PickFile } from './pick-file.tsx';
import { organiserWords as words } from './words.ts';

/** Compares this fair with a former one from its exported JSON. The file is read here and sent nowhere. */
export function FormerFairs({ view }: { view: DayView }) {
  const [former, setFormer] = useState<Former>();
  const [said, setSaid] = useState<Words>();

  async function read(file: File): Promise<void> {
    const opened = readFormer(await file.text());
    setSaid(opened.ok ? undefined : words.notAnExport);
    if (opened.ok) setFormer(opened.value);
  }

  return (
    <section className="former-fairs">
      <h2>
        <Text words={words.formerTitle} beside />
      </h2>
      <p>
        <Text words={words.formerMore} />
      </p>
      <PickFile words={words.chooseFormer} accept=".json" onPick={(file) => void read(file)} />
      <output>{said && <Text words={said} beside />}</output>
      {former && (
        <table>
          <thead>
            <tr>
              <th scope="col">
                <Text words={words.figure} />
              </th>
              <th scope="col" className="number">
                {view.fair.zh} {view.scope === 'all' ? words.whole.zh : view.scope}
              </th>
              <th scope="col" className="number">
                {former.name} {former.scope === 'all' ? words.whole.zh : former.scope}
              </th>
              <th scope="col" className="number">
                <Text words={words.change} />
              </th>
            </tr>
          </thead>
          <tbody>
            {besideFormer(view, former).map(({ figure, now, before, change, definedAlike }) => (
              <tr key={figure}>
                <td>
                  <Text words={figures[figure]} />
                </td>
                <td className="number">{now.toLocaleString('en-US')}</td>
                <td className="number">{before.toLocaleString('en-US')}</td>
                <td className="number">
                  {change === undefined ? (
                    <Text words={definedAlike ? words.noChange : words.definedOtherwise} beside />
                  ) : (
                    changeText(change)
                  )}
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      )}
    </section>
  );
}
