import { useEffect } from 'react';
import type { SetUpWork } from '../../../shared/contract/setup.ts';
import { Button } from '../../ui/button.tsx';
import { Text } from '../../ui/text.tsx';
import { useTurn } from '../../ui/turn.ts';
import './set-up-progress.css';
import type { Publishing } from './publishing.ts';
import { RevisionFile } from './revision-file.tsx';
import type { SetUpAtWork } from './set-up.ts';
import { setUpWords as words, workWords } from './set-up-words.ts';

interface SetUpProgressProps {
  readonly atWork: SetUpAtWork;
  readonly work: SetUpWork;
  readonly publishing: Publishing;
}

/** The progress, the changes, and what is wrong; nothing happens before somebody confirms. */
export function SetUpProgress({ atWork, work, publishing }: SetUpProgressProps) {
  const { said } = publishing;
  const { at } = work;
  const place = useTurn<HTMLElement>(at);
  // Scrolls into view, for people who chose a table further down.
  useEffect(() => {
    if (at !== 'cancelled') place.current?.scrollIntoView({ block: 'nearest' });
  }, [at, place]);

  const counted = work.at === 'reading' || work.at === 'sealing' || work.at === 'tabling';
  const goesOn = counted || work.at === 'checking';
  return (
    <section ref={place} className="set-up-progress" data-at={work.at}>
      <p role={isRefused(work) ? 'alert' : 'status'}>
        <Text words={workWords(work)} />
      </p>
      {counted && <progress value={work.done} max={work.of} aria-label={workWords(work).zh} />}
      {work.at === 'checking' && <progress aria-label={workWords(work).zh} />}
      <div className="set-up-row">
        {goesOn && <Button words={words.cancel} onPress={() => void atWork.cancel()} />}
      </div>
      {work.at === 'published' && work.sent !== 'taken' && <RevisionFile client={atWork.client} />}
      {said && work.at === 'published' && (
        <p role={said === words.moved ? 'status' : 'alert'}>
          <Text words={said} beside />
        </p>
      )}
    </section>
  );
}

const isRefused = ({ at }: SetUpWork): boolean =>
  at === 'refused' || at === 'file-refused' || at === 'no-people';
