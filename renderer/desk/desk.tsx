import { useEffect } from 'react';
import { useStore } from 'zustand';
import type { DeskAction, DeskFace, DeskState } from '../../shared/contract/desk.ts';
import { factWords } from '../../shared/deeds.ts';
import type { RecentAction } from '../counter/action-line.tsx';
import { aimedAt } from '../counter/asking.ts';
import { BoundScanners } from '../counter/bound-scanners.tsx';
import { type CounterFaceProps, CounterPage } from '../counter/counter-page.tsx';
import { InTurn } from '../counter/in-turn.tsx';
import { Nobody } from '../counter/nobody.tsx';
import { Recent } from '../counter/recent.tsx';
import { SaidHere } from '../counter/said.tsx';
import { type TakingBack, TakingBackSheets, useTakingBack } from '../counter/taking-back.tsx';
import { spoken, Text } from '../ui/text.tsx';
import { useTurn } from '../ui/turn.ts';
import './desk.css';
import { DeskPerson } from './desk-person.tsx';
import type { DesksAtWork } from './desks.ts';
import { deskWords as words } from './words.ts';

export interface DeskProps extends CounterFaceProps {
  readonly desks: DesksAtWork;
}

const noDesks: readonly DeskState[] = [];

/** The clerk's page: the desk, the person who is here, and one tap for each action. */
export function Desk({ desks, ...frame }: DeskProps) {
  const { face, saying, desk: chosen } = useStore(desks);
  const taking = useTakingBack((code, undone) => desks.undo({ desk: code, ...undone }));
  const known = face?.desks ?? noDesks;
  const desk = known.find(({ code }) => code === chosen) ?? known[0];
  const front = desk?.code;
  useEffect(() => {
    if (front !== undefined) void desks.front(front);
  }, [desks, front]);
  const nameOf = (code: string): string => known.find((each) => each.code === code)?.zh ?? code;
  const actionsAt = (code: string): RecentAction[] =>
    (known.find((each) => each.code === code)?.recent ?? []).map((action) => ({
      ...action,
      words: inWords(action),
    }));
  return (
    <CounterPage
      {...frame}
      load={desks.load}
      awaited={face?.awaited ?? []}
      masthead={<SaidHere {...{ saying, nameOf }} at="desk" />}
    >
      {face && desk && (
        <main className="desk">
          <h1 className="unseen">
            <Text words={words.title} />
          </h1>
          <div className="desk-choice" role="group" aria-label={spoken(words.desks)}>
            {face.desks.map((each) => (
              <button
                key={each.code}
                type="button"
                className="choice"
                aria-pressed={each.code === desk.code}
                onClick={() => desks.choose(each.code)}
              >
                <Text words={each} />
                {face.counters.some(({ desk: at, standing }) => at === each.code && standing) && (
                  <i aria-hidden="true" />
                )}
              </button>
            ))}
            <BoundScanners
              counters={face.counters.map(({ desk: at, ...counter }) => ({
                ...counter,
                place: nameOf(at),
              }))}
              onRelease={(counter) => void desks.release(counter)}
            />
          </div>
          <AtDesk {...{ face, desk, desks, taking }} actions={actionsAt(desk.code)} />
        </main>
      )}
      <TakingBackSheets {...{ taking, nameOf, actionsAt }} />
    </CounterPage>
  );
}

interface AtDeskProps {
  readonly face: DeskFace;
  readonly desk: DeskState;
  readonly desks: DesksAtWork;
  readonly actions: readonly RecentAction[];
  readonly taking: TakingBack;
}

function AtDesk({ face, desk, desks, actions, taking }: AtDeskProps) {
  const counter = face.counters.find(({ desk: at }) => at === desk.code);
  if (!counter) return null;
  const { id, standing, turn } = counter;
  const at = aimedAt(counter);
  return (
    <section className="desk-work" aria-label={spoken(desk)}>
      <h2 className="unseen">
        <Text words={desk} />
      </h2>
      <InTurn turn={`${desk.code} ${turn}`} className="desk-now">
        <div className="desk-who">
          {standing ? (
            <DeskPerson key={turn} {...{ at, standing, desks }} />
          ) : (
            <Nobody more={words.scanMore} onTyped={(text) => desks.typed({ ...at, text })} />
          )}
        </div>
        <div className="desk-deeds">
          <h2>
            <Text words={words.topics} beside />
          </h2>
          {!standing && (
            <p className="quiet">
              <Text words={words.noPass} beside />
            </p>
          )}
          <div className="desk-topics">
            {desk.topics.map((topic) => (
              <Topic
                key={topic.code}
                topic={topic}
                onPress={() => void desks.deed('desk.consult', { ...at, topic: topic.code })}
              />
            ))}
          </div>
          <Leaflets
            leaflets={desk.leaflets}
            onHandOut={(item, copies) => void desks.handOut({ counter: id, item, copies })}
          />
        </div>
      </InTurn>
      <Recent place={desk.code} actions={actions} taking={taking} />
    </section>
  );
}

/** Ignores taps for a moment after it counted, so that a double tap counts one consultation. */
function Topic(props: { topic: DeskState['topics'][number]; onPress: () => void }) {
  const { topic, onPress } = props;
  const key = useTurn<HTMLButtonElement>(`${topic.code} ${topic.today}`);
  return (
    <button ref={key} type="button" className="choice" onClick={onPress}>
      <Text words={topic} />
      <small>{words.today(topic.today).zh}</small>
    </button>
  );
}

function Leaflets(props: {
  readonly leaflets: DeskState['leaflets'];
  readonly onHandOut: (item: string, copies: number) => void;
}) {
  const { leaflets, onHandOut } = props;
  if (leaflets.length === 0) return null;
  return (
    <>
      <h2>
        <Text words={words.leaflets} beside />
      </h2>
      <ul className="desk-leaflets">
        {leaflets.map((leaflet) => (
          <li key={leaflet.code}>
            <span>
              <Text words={leaflet} />
            </span>
            <small>{words.today(leaflet.today).zh}</small>
            <div className="desk-copies">
              {[1, 5, 10].map((copies) => (
                <button
                  key={copies}
                  type="button"
                  className="choice"
                  aria-label={`${leaflet.zh} ${spoken(words.copies(copies))}`}
                  onClick={() => onHandOut(leaflet.code, copies)}
                >
                  {words.copies(copies).zh}
                </button>
              ))}
            </div>
          </li>
        ))}
      </ul>
    </>
  );
}

function inWords({ kind, what, copies }: DeskAction): string {
  const words = `${factWords[kind].zh}：${what.zh}`;
  return copies === undefined ? words : `${words} ${copies} 份`;
}
