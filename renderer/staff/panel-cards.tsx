import type { ReactNode } from 'react';
import type { Lane } from '../../shared/contract/people.ts';
import type { Notice, StaffStatus } from '../../shared/contract/station.ts';
import { cameraTroubles } from '../camera/words.ts';
import { Button } from '../ui/button.tsx';
import { spoken, Text, type Words } from '../ui/text.tsx';
import './panel-cards.css';
import { readerComplaints, readerKinds, readerStates, readerTroubles } from './reader-words.ts';
import { momentText, noticeWords, staffWords, syncWords } from './words.ts';

/** The cards of the staff panel, one topic each. */

type Complained = NonNullable<StaffStatus['readers'][number]['lastComplaint']>;

export function Card(props: { title: Words; area: string; children: ReactNode }) {
  return (
    <section className={`card card-${props.area}`} aria-label={spoken(props.title)}>
      <h3>
        <Text words={props.title} beside />
      </h3>
      {props.children}
    </section>
  );
}

function Row({ name, children }: { name: Words; children: ReactNode }) {
  return (
    <div className="row">
      <dt>
        <Text words={name} beside />
      </dt>
      <dd>{children}</dd>
    </div>
  );
}

export function Figures({ status: { today } }: { status: StaffStatus }) {
  const figures: readonly (readonly [Words, number])[] = [
    [staffWords.attendees, today.attendees],
    [staffWords.entries, today.entries],
    [staffWords.anonymous, today.anonymous],
  ];
  return (
    <Card title={staffWords.today} area="today">
      <dl className="panel-figures">
        {figures.map(([name, figure]) => (
          <div key={name.en}>
            <dd>{figure.toLocaleString('en-US')}</dd>
            <dt>
              <Text words={name} />
            </dt>
          </div>
        ))}
      </dl>
    </Card>
  );
}

export function LaneSwitch({ lane, onLane }: { lane: Lane; onLane: (lane: Lane) => void }) {
  return (
    <Card title={staffWords.lane} area="lane">
      <div className="lanes" role="group" aria-label={spoken(staffWords.lane)}>
        {(['self', 'express'] as const).map((each) => (
          <button
            key={each}
            type="button"
            className="lane"
            aria-pressed={lane === each}
            onClick={() => onLane(each)}
          >
            <Text words={staffWords[each]} />
          </button>
        ))}
      </div>
      <p className="quiet">
        <Text words={staffWords.laneMore} />
      </p>
    </Card>
  );
}

function ReaderItem(reader: StaffStatus['readers'][number]) {
  const { kind, name, state, where, trouble, lastScan, lastComplaint, faultsLastHour } = reader;
  return (
    <li>
      <p>
        <Text words={{ zh: readerKinds[kind].zh, en: name }} beside />
        <span className={`state state-${state}`}>
          <Text words={readerStates[state]} beside />
        </span>
      </p>
      {trouble && (
        <p className="panel-trouble">
          <Text words={kind === 'camera' ? cameraTroubles[trouble] : readerTroubles[trouble]} />
        </p>
      )}
      {lastComplaint && (
        <p className="panel-complaint">
          <Text words={complained(lastComplaint)} />
        </p>
      )}
      <p className="quiet">
        <code>{where}</code>{' '}
        <Text words={staffWords.readerDay(lastScan?.time, faultsLastHour)} beside />
      </p>
    </li>
  );
}

function complained({ at: { time }, complaint }: Complained): Words {
  const when = staffWords.complained(time);
  const what = readerComplaints[complaint];
  return { zh: when.zh + what.zh, en: `${when.en} ${what.en}` };
}

export function ReadersCard(props: {
  readonly readers: StaffStatus['readers'];
  readonly children: ReactNode;
}) {
  const { readers, children } = props;
  return (
    <Card title={staffWords.readers} area="readers">
      {readers.length === 0 && (
        <p>
          <Text words={staffWords.noReaders} />
        </p>
      )}
      <ul className="panel-readers">
        {readers.map((reader) => (
          <ReaderItem key={reader.id} {...reader} />
        ))}
      </ul>
      {children}
    </Card>
  );
}

export function LedgerCard(props: {
  readonly status: StaffStatus;
  readonly busy: 'backing-up' | 'saving-facts' | undefined;
  readonly onBackUp: () => void;
  readonly onSaveFacts: () => void;
}) {
  const { status, busy, onBackUp, onSaveFacts } = props;
  const { backup } = status;
  const backingUp = busy === 'backing-up';
  return (
    <Card title={staffWords.ledger} area="ledger">
      <dl>
        <Row name={staffWords.facts}>{status.facts.toLocaleString('en-US')}</Row>
        <Row name={staffWords.head}>
          <code>
            #{status.headSeq} {status.headHash.slice(0, 12)}
          </code>
        </Row>
        <Row name={staffWords.incarnation}>
          <code>{status.incarnation}</code>
        </Row>
        <Row name={staffWords.folder}>
          <code>{status.folder}</code>
        </Row>
        <Row name={staffWords.version}>{status.version}</Row>
        {status.sync && (
          <Row name={staffWords.sync}>
            <Text words={syncWords(status.sync)} />
          </Row>
        )}
        <Row name={staffWords.backup}>
          {backup ? (
            <span>
              {momentText(backup.at)} · {backup.facts.toLocaleString('en-US')}
            </span>
          ) : (
            <Text words={staffWords.noBackup} beside />
          )}
        </Row>
      </dl>
      <Button
        words={backingUp ? staffWords.backingUp : staffWords.backUp}
        busy={backingUp}
        onPress={onBackUp}
      />
      <Button
        look="plain"
        words={staffWords.saveFacts}
        busy={busy === 'saving-facts'}
        onPress={onSaveFacts}
      />
    </Card>
  );
}

export function NoticesCard(props: {
  readonly notices: readonly Notice[];
  readonly onAcknowledge: () => void;
}) {
  const { notices, onAcknowledge } = props;
  return (
    <Card title={staffWords.notices} area="notices">
      {notices.length === 0 ? (
        <p className="quiet">
          <Text words={staffWords.noNotices} beside />
        </p>
      ) : (
        <>
          <ul>
            {notices.map((notice) => (
              <li key={`${notice.kind} ${momentText(notice.at)}`}>
                <time>{momentText(notice.at)}</time>
                <Text words={noticeWords(notice)} />
              </li>
            ))}
          </ul>
          <Button words={staffWords.acknowledge} onPress={onAcknowledge} />
        </>
      )}
    </Card>
  );
}
