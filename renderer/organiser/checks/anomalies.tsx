import { useState } from 'react';
import { dayAndHour, wallClock } from '../../../shared/calendar.ts';
import type { CallInput } from '../../../shared/contract/calls.ts';
import { type Anomaly, isOpen } from '../../../shared/report/anomalies.ts';
import type { DayView } from '../../../shared/report/day-view.ts';
import { Button } from '../../ui/button.tsx';
import { Modal } from '../../ui/modal.tsx';
import { Text } from '../../ui/text.tsx';
import './anomalies.css';
import type { Anomalies, OrganiserAtWork } from '../day.ts';
import { anomalyWords, decisionWords, organiserWords as words } from '../words.ts';

type Decision = CallInput<'organiser.decide'>['decision'];

export interface AnomalyListProps {
  readonly organiser: OrganiserAtWork;
  readonly found: Anomalies;
  readonly view: DayView;
}

/** What somebody should look at before publishing, with the facts behind it. */
export function AnomalyList({ organiser, found, view }: AnomalyListProps) {
  const [deciding, setDeciding] = useState<Anomaly>();
  const { utcOffsetMinutes } = view.fair;
  const employer = (code: string): string =>
    view.byEmployer.find(({ booth }) => booth === code)?.employer ?? '';
  const station = (slot: number): string =>
    view.coverage.stations.find((each) => each.slot === slot)?.zh ?? String(slot);
  const where = ({ kind, place }: Anomaly): string =>
    kind === 'clock-jumped' ? station(Number(place)) : `${place} ${employer(place)}`.trim();
  return (
    <>
      {found.anomalies.length === 0 && (
        <p>
          <Text words={words.anomaliesNone} />
        </p>
      )}
      {!found.decidesHere && found.anomalies.length > 0 && (
        <p className="quiet">
          <Text words={words.decideElsewhere} />
        </p>
      )}
      <ol className="cases">
        {found.anomalies.map((anomaly) => (
          <li key={`${anomaly.kind} ${anomaly.place} ${anomaly.facts[0]?.ref}`}>
            <div className="case-head">
              <p>
                <Text words={anomalyWords(anomaly)} beside /> <b>{where(anomaly)}</b>
              </p>
              {!isOpen(anomaly) && (
                <span className="standing" data-standing="complete">
                  <Text words={words.decided} beside />
                </span>
              )}
              {found.decidesHere && (
                <Button words={words.decide} onPress={() => setDeciding(anomaly)} />
              )}
            </div>
            <details>
              <summary>
                <Text words={words.factsBehind(anomaly.count)} beside />
              </summary>
              <ul>
                {anomaly.facts.map(({ ref, person, atMs, decided, station: slot }) => (
                  <li key={ref}>
                    <time>
                      {dayAndHour(atMs, utcOffsetMinutes).day.slice(5)}{' '}
                      {wallClock(atMs, utcOffsetMinutes)}
                    </time>
                    <code>{ref}</code>
                    <span>{station(slot)}</span>
                    {person !== null && <code>{person}</code>}
                    {decided && (
                      <span>
                        <Text words={decisionWords[decided.decision]} beside /> {decided.by}
                      </span>
                    )}
                  </li>
                ))}
              </ul>
            </details>
          </li>
        ))}
      </ol>
      {deciding && (
        <Deciding
          anomaly={deciding}
          where={where(deciding)}
          organiser={organiser}
          onClose={() => setDeciding(undefined)}
        />
      )}
    </>
  );
}

interface DecidingProps {
  readonly anomaly: Anomaly;
  /** The booth and its employer, or the station. */
  readonly where: string;
  readonly organiser: OrganiserAtWork;
  readonly onClose: () => void;
}

/** By name, with a reason. The figures follow at once, and another decision reverses it. */
function Deciding({ anomaly, where, organiser, onClose }: DecidingProps) {
  const [name, setName] = useState('');
  const [reason, setReason] = useState('');
  const [failed, setFailed] = useState(false);
  const [busy, setBusy] = useState<Decision>();
  const ready = name.trim() !== '' && reason.trim() !== '';

  async function decide(decision: Decision): Promise<void> {
    if (busy) return;
    setBusy(decision);
    const facts = anomaly.facts.map(({ ref }) => ref);
    const done = await organiser.decide({
      facts,
      decision,
      by: name.trim(),
      reason: reason.trim(),
    });
    setBusy(undefined);
    if (done) onClose();
    else setFailed(true);
  }

  return (
    <Modal label={words.decide} look="sheet" onClose={onClose}>
      <div className="deciding">
        <h2>
          <Text words={anomalyWords(anomaly)} />
        </h2>
        <p>
          <b>{where}</b>
        </p>
        <label>
          <Text words={words.name} beside />
          <input maxLength={40} value={name} onChange={({ target }) => setName(target.value)} />
        </label>
        <label>
          <Text words={words.reason} beside />
          <input
            maxLength={200}
            value={reason}
            onChange={({ target }) => setReason(target.value)}
          />
        </label>
        <output role="alert">{failed && <Text words={words.notDecided} beside />}</output>
        {(['explain', 'exclude', 'admit'] as const).map((decision) => (
          <Button
            key={decision}
            look={decision === 'explain' ? 'first' : 'second'}
            words={words.decisions[decision]}
            disabled={!ready}
            busy={busy === decision}
            onPress={() => void decide(decision)}
          />
        ))}
        <Button look="plain" words={words.cancel} onPress={onClose} />
      </div>
    </Modal>
  );
}
