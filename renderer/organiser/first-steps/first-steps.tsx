import { type ReactNode, useEffect, useState } from 'react';
import { useStore } from 'zustand';
import type { FirstStep } from '../../../shared/contract/new-fair.ts';
import type { Client } from '../../link/client.ts';
import { Button } from '../../ui/button.tsx';
import { Emblem } from '../../ui/emblem.tsx';
import { HelpKey } from '../../ui/help-key.tsx';
import { Text, type Words } from '../../ui/text.tsx';
import { PrintDocument } from '../prints/print-document.tsx';
import { printsWords } from '../prints/words.ts';
import { usePublishing } from '../set-up/publishing.ts';
import { SetUpProgress } from '../set-up/set-up-progress.tsx';
import type { SetUpAtWork } from '../set-up/set-up.ts';
import { TableReview } from '../tables/table-review.tsx';
import { EmployersPart } from '../tables/tables-part.tsx';
import '../set-up/set-up-page.css';
import './first-steps.css';
import { Papers } from './papers.tsx';
import { TakenOver } from './taken-over.tsx';
import { takenOverWords } from './taken-over-words.ts';
import { firstStepWords as words } from './words.ts';

export interface FirstStepsProps {
  readonly client: Client;
  readonly setUp: SetUpAtWork;
  /** The organiser's pages, and whether they come right after these steps. */
  readonly children: (comesAfter: boolean) => ReactNode;
}

/** Right after a fair was made, its employers and papers come first; after a take-over, how its stations find it. */
export function FirstSteps({ client, setUp, children }: FirstStepsProps) {
  const [todo, setTodo] = useState<readonly FirstStep[]>();
  const [begun, setBegun] = useState(false);
  const [printed, setPrinted] = useState(false);
  useEffect(() => {
    client.call('newfair.steps', {}).then(
      (steps) => {
        setTodo(steps.todo);
        // After a take-over the day is already under way.
        setBegun(steps.todo.some((each) => each !== 'took-over'));
      },
      // The pages work without.
      () => setTodo([]),
    );
  }, [client]);

  function done(step: FirstStep): void {
    client.call('newfair.done', { step }).catch(() => undefined);
    setTodo(todo?.filter((each) => each !== step));
  }

  if (!todo) return <div className="starting" />;
  const [step] = todo;
  if (!step) return children(begun);
  return (
    <div className="first-steps" data-testid="first-steps">
      <header className="first-steps-top">
        <Emblem />
        <p>
          <Text words={step === 'took-over' ? takenOverWords.made : words.made} beside />
        </p>
        <HelpKey />
        <Button look="plain" words={words.later} onPress={() => setTodo([])} />
      </header>
      {pageOf(step)}
    </div>
  );

  function pageOf(at: FirstStep) {
    switch (at) {
      case 'employers':
        return <ImportEmployers {...{ setUp }} onDone={() => done('employers')} />;
      case 'papers':
        return (
          <main className="first-steps-page">
            <Head title={words.papersTitle} more={words.papersMore}>
              <Button
                look={printed ? 'first' : 'second'}
                words={words.done}
                onPress={() => done('papers')}
              />
            </Head>
            <Papers client={client} onPrinted={() => setPrinted(true)} atOnce>
              <BoothSheets {...{ client, setUp }} />
            </Papers>
          </main>
        );
      case 'took-over':
        return (
          <main className="first-steps-page">
            <Head title={takenOverWords.title} more={takenOverWords.more}>
              <Button words={takenOverWords.done} onPress={() => done('took-over')} />
            </Head>
            <TakenOver {...{ client, setUp }} />
          </main>
        );
    }
  }
}

interface HeadProps {
  readonly title: Words;
  readonly more: Words;
  readonly children: ReactNode;
}

const Head = ({ title, more, children }: HeadProps) => (
  <div className="first-steps-head">
    <div>
      <h1>
        <Text words={title} beside />
      </h1>
      <p>
        <Text words={more} />
      </p>
    </div>
    {children}
  </div>
);

interface ImportProps extends Pick<FirstStepsProps, 'setUp'> {
  readonly onDone: () => void;
}

function ImportEmployers({ setUp: atWork, onDone }: ImportProps) {
  const { setUp } = useStore(atWork);
  const publishing = usePublishing(atWork);
  useEffect(() => atWork.begin(), [atWork]);
  const work = setUp?.work ?? undefined;
  if (work?.at === 'employers') {
    return (
      <main className="first-steps-page">
        <TableReview {...{ atWork, work, publishing }} />
      </main>
    );
  }
  const isImported = work?.at === 'published';
  return (
    <main className="first-steps-page">
      <Head title={words.employersTitle} more={words.employersMore}>
        <Button
          look={isImported ? 'first' : 'second'}
          words={isImported ? words.next : words.skip}
          onPress={onDone}
        />
      </Head>
      {isImported && setUp && (
        <p className="first-steps-imported">
          <Text words={words.imported(setUp.now.employers)} />
        </p>
      )}
      {work && !isImported && <SetUpProgress {...{ atWork, publishing, work }} />}
      {setUp && <EmployersPart {...{ atWork, setUp, publishing }} />}
    </main>
  );
}

/** For the employers that are in by now; the others are printed later on, in Set-up. */
function BoothSheets({ client, setUp: atWork }: Pick<FirstStepsProps, 'client' | 'setUp'>) {
  const { setUp } = useStore(atWork);
  useEffect(() => atWork.begin(), [atWork]);
  if (!setUp || setUp.now.employers === 0) return undefined;
  return (
    <section className="set-up-table">
      <h2>
        <Text words={printsWords.booths} beside />
      </h2>
      <p>
        <Text words={printsWords.boothsMore} />
      </p>
      <PrintDocument
        client={client}
        job={{ what: 'booths', zone: '', cards: true, tally: true }}
        name={printsWords.booths.zh}
      />
    </section>
  );
}
