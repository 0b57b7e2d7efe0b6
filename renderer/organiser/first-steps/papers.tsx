import { type ReactNode, useEffect, useEffectEvent, useState } from 'react';
import type { CallOutput } from '../../../shared/contract/calls.ts';
import type { Papers as PapersToPrint } from '../../../shared/contract/new-fair.ts';
import type { Client } from '../../link/client.ts';
import { PrintPage } from '../../saving/print-page.tsx';
import { Button } from '../../ui/button.tsx';
import { CheckIcon } from '../../ui/icons.tsx';
import { Text, type Words } from '../../ui/text.tsx';
import { useKeys } from '../keys/with-keys.ts';
import { usePaper } from './on-paper.tsx';
import './papers.css';
import { Sheets } from './sheets.tsx';
import { firstStepWords as words, type PaperName, paperWords } from './words.ts';

const names: readonly PaperName[] = ['recovery', 'cards', 'pins', 'machines'];

export interface PapersProps {
  readonly client: Client;
  /** They are on paper, or saved to be printed elsewhere. */
  readonly onPrinted?: () => void;
  /** Asks for the passphrase by itself, where nothing else is on the page. */
  readonly atOnce?: boolean;
  /** More to print, below the list. */
  readonly children?: ReactNode;
}

/** The papers of a fair, shown and printed here. They are secrets: nothing of them outlives this page. */
export function Papers({ client, onPrinted, atOnce = false, children }: PapersProps) {
  const [papers, setPapers] = useState<PapersToPrint>();
  const [wanted, setWanted] = useState<readonly PaperName[]>(names);
  const [said, setSaid] = useState<Words>();
  const [busy, setBusy] = useState(atOnce);
  const withKeys = useKeys();

  const ask = () => withKeys(() => client.call('newfair.papers', {}).catch(() => undefined));

  function take(given: CallOutput<'newfair.papers'> | undefined): void {
    setBusy(false);
    if (given?.ok) setPapers(given.value);
    setSaid(saidOf(given));
  }
  const opening = useEffectEvent(() => {
    if (atOnce) void ask().then(take);
  });
  useEffect(() => opening(), []);

  function show(): void {
    setBusy(true);
    void ask().then(take);
  }

  const offered = names.filter((name) => name !== 'pins' || papers?.pins);
  const chosen = offered.filter((name) => wanted.includes(name));
  const { lay, paper } = usePaper(papers && <Sheets papers={papers} wanted={chosen} />);
  return (
    <div className="papers">
      <div className="papers-list">
        <ul>
          {offered.map((name) => (
            <li key={name}>
              <button
                type="button"
                aria-pressed={wanted.includes(name)}
                onClick={() =>
                  setWanted(
                    wanted.includes(name)
                      ? wanted.filter((other) => other !== name)
                      : [...wanted, name],
                  )
                }
              >
                <span className="papers-tick">{wanted.includes(name) && <CheckIcon />}</span>
                <span>
                  <b>
                    <Text words={paperWords[name].title} beside />
                  </b>
                  <Text words={paperWords[name].goes} />
                </span>
              </button>
            </li>
          ))}
        </ul>
        <div className="papers-print">
          <output role="alert">{said && <Text words={said} beside />}</output>
          {papers && chosen.length > 0 && (
            <PrintPage
              words={words.print}
              name={words.fileName(papers.fair.zh)}
              onSaid={setSaid}
              {...(onPrinted && { onDone: onPrinted })}
              lay={lay}
            />
          )}
          {!papers && <Button look="first" words={words.show} busy={busy} onPress={show} />}
        </div>
        {children}
      </div>
      {papers && (
        <div className="papers-preview" aria-hidden="true">
          <Sheets papers={papers} wanted={chosen} />
        </div>
      )}
      {paper}
    </div>
  );
}

function saidOf(given: CallOutput<'newfair.papers'> | undefined): Words | undefined {
  if (!given) return words.unanswered;
  if (given.ok) return undefined;
  return given.fault.kind === 'no-root' ? words.noRoot : words.needsKeys;
}
