import { useState } from 'react';
import { Button } from '../../ui/button.tsx';
import { Text } from '../../ui/text.tsx';
import { useTurn } from '../../ui/turn.ts';
import { ChangesStep } from './changes-step.tsx';
import { ColumnsStep } from './columns-step.tsx';
import { ConfirmStep } from './confirm-step.tsx';
import { EmployerFindings, PeopleFindings } from './findings-step.tsx';
import { GridStep } from './grid-step.tsx';
import { PeopleColumnsStep } from './people-columns-step.tsx';
import { PickFile } from '../pick-file.tsx';
import type { Publishing } from '../set-up/publishing.ts';
import type { SetUpAtWork } from '../set-up/set-up.ts';
import { setUpWords } from '../set-up/set-up-words.ts';
import type { CellPlace, EmployersWork, PeopleWork } from './table-at-work.ts';
import './table-review.css';
import { type TableStep, tableWords as words } from './table-words.ts';

interface TableReviewProps {
  readonly atWork: SetUpAtWork;
  readonly work: EmployersWork | PeopleWork;
  readonly publishing: Publishing;
}

/** An uploaded table: nothing of it counts before somebody has looked at it and confirms. */
export function TableReview({ atWork, work, publishing }: TableReviewProps) {
  const [several, setSeveral] = useState(false);
  return (
    <section className="table-review">
      <header>
        <div className="table-title">
          <h2>
            <Text words={words.title(work.file)} beside />
          </h2>
          {work.rows.all > 0 && (
            <p>
              <Text words={setUpWords.rowCounts(work.rows)} beside />
            </p>
          )}
        </div>
        <div className="set-up-row">
          <PickFile
            words={words.another}
            accept=".xlsx,.xls,.csv,.txt"
            onPick={(file) => void atWork.send(work.at, file)}
            onSeveral={() => setSeveral(true)}
          />
          <Button words={setUpWords.leave} onPress={() => void atWork.cancel()} />
          <Button words={setUpWords.lock} onPress={() => void atWork.lock()} />
        </div>
        {several && (
          <p role="alert">
            <Text words={words.several} beside />
          </p>
        )}
      </header>
      {work.at === 'employers' ? (
        <EmployersSteps {...{ atWork, work, publishing }} />
      ) : (
        <PeopleSteps {...{ atWork, work }} />
      )}
    </section>
  );
}

interface StepsProps<W> {
  readonly atWork: SetUpAtWork;
  readonly work: W;
}

const EMPLOYERS_STEPS = ['columns', 'findings', 'grid', 'confirm', 'changes'] as const;
const PEOPLE_STEPS = ['columns', 'findings'] as const;

function EmployersSteps({
  atWork,
  work,
  publishing,
}: StepsProps<EmployersWork> & { readonly publishing: Publishing }) {
  const [step, setStep] = useState<TableStep>('columns');
  const [place, setPlace] = useState<CellPlace>();
  const turn = useTurn<HTMLDivElement>(step);
  const { changes, findings, edits, booths, tradesToConfirm } = work;
  const counts: Readonly<Record<TableStep, number>> = {
    columns: work.ignoredColumns.length,
    findings: findings.count - findings.by['left-out'],
    grid: work.rows.emptied + work.rows.refused,
    confirm: tradesToConfirm + booths.taken,
    changes: changes.boothsNew + changes.boothsChanged + changes.postsNew + changes.postsChanged,
  };
  const next = EMPLOYERS_STEPS[EMPLOYERS_STEPS.indexOf(step) + 1];
  return (
    <>
      <Steps steps={EMPLOYERS_STEPS} {...{ step, counts, atWork, edits }} onStep={setStep} />
      {work.carried > 0 && edits.undo > 0 && (
        <p className="quiet">
          <Text words={words.carried(work.carried)} beside />
        </p>
      )}
      {work.blocked && (
        <p className="table-warning" role="alert">
          <Text words={words.blocked[work.blocked]} />
        </p>
      )}
      <div ref={turn} className="table-step">
        {step === 'columns' && <ColumnsStep {...{ atWork, work }} />}
        {step === 'findings' && (
          <EmployerFindings
            {...{ atWork, work }}
            onMend={(cell) => {
              setPlace(cell);
              setStep('grid');
            }}
          />
        )}
        {step === 'grid' && <GridStep {...{ atWork, work, place }} />}
        {step === 'confirm' && <ConfirmStep {...{ atWork, work }} />}
        {step === 'changes' && <ChangesStep {...{ atWork, work }} />}
        <footer className="set-up-row">
          {next ? (
            <Button
              look="first"
              words={words.next(words.steps[next])}
              onPress={() => setStep(next)}
            />
          ) : (
            <Button
              look="first"
              words={setUpWords.publish}
              busy={publishing.busy}
              disabled={work.blocked !== null}
              onPress={() => void publishing.publish('publish')}
            />
          )}
        </footer>
        {publishing.said === setUpWords.notTaken && (
          <p role="alert">
            <Text words={publishing.said} beside />
          </p>
        )}
      </div>
    </>
  );
}

function PeopleSteps({ atWork, work }: StepsProps<PeopleWork>) {
  const [step, setStep] = useState<'columns' | 'findings'>('columns');
  const [isSealing, setSealing] = useState(false);
  const turn = useTurn<HTMLDivElement>(step);
  const { refused } = work.rows;
  async function seal(): Promise<void> {
    setSealing(true);
    await atWork.seal(refused > 0);
    setSealing(false);
  }
  const counts = {
    columns: work.ignoredColumns.length,
    findings: work.findings.count - work.findings.by['left-out'],
  };
  return (
    <>
      <Steps
        steps={PEOPLE_STEPS}
        {...{ step, counts, atWork }}
        edits={work.edits}
        onStep={setStep}
      />
      {work.blocked && (
        <p className="table-warning" role="alert">
          <Text words={words.nobody[work.blocked]} />
        </p>
      )}
      <div ref={turn} className="table-step">
        {step === 'columns' && <PeopleColumnsStep {...{ atWork, work }} />}
        {step === 'findings' && <PeopleFindings {...{ atWork, work }} />}
        <footer className="set-up-row">
          {step === 'columns' && (
            <Button words={words.next(words.steps.findings)} onPress={() => setStep('findings')} />
          )}
          {work.people > 0 && (
            <Button
              look="first"
              words={refused > 0 ? setUpWords.sealWithout(refused) : setUpWords.seal}
              busy={isSealing}
              onPress={() => void seal()}
            />
          )}
          <p>
            <Text words={setUpWords.people(work.people)} beside />
          </p>
        </footer>
      </div>
    </>
  );
}

interface StepsBarProps<S extends TableStep> {
  readonly steps: readonly S[];
  readonly step: S;
  readonly counts: Readonly<Record<S, number>>;
  readonly atWork: SetUpAtWork;
  readonly edits: EmployersWork['edits'];
  readonly onStep: (step: S) => void;
}

function Steps<S extends TableStep>({ steps, step, counts, ...bar }: StepsBarProps<S>) {
  const { atWork, edits, onStep } = bar;
  return (
    <div className="table-steps">
      <nav>
        {steps.map((each, i) => (
          <button
            key={each}
            type="button"
            aria-current={each === step ? 'step' : undefined}
            onClick={() => onStep(each)}
          >
            <span className="step-number">{i + 1}</span>
            <Text words={words.steps[each]} />
            {counts[each] > 0 && <b className="step-count">{counts[each]}</b>}
          </button>
        ))}
      </nav>
      <div className="table-edits">
        <Button
          words={words.undoEdit}
          disabled={edits.undo === 0}
          onPress={() => void atWork.undoEdit()}
        />
        <Button
          words={words.redoEdit}
          disabled={edits.redo === 0}
          onPress={() => void atWork.redoEdit()}
        />
      </div>
    </div>
  );
}
