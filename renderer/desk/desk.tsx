import { useEffect } from 'react';
import { useStore } from 'zustand';
import type { DeskAction, DeskFace, DeskState } from '../../shared/contract.ts';
import { Nobody } from '../booth/nobody.tsx';
import { Recent } from '../booth/recent.tsx';
import { SaidHere } from '../booth/said.tsx';
import { actionWords, boothWords } from '../booth/words.ts';
import type { Hello, StationLink } from '../station-link.ts';
import { Masthead } from '../ui/masthead.tsx';
import { spoken, Text } from '../ui/text.tsx';
import './desk.css';
import { DeskPerson } from './desk-person.tsx';
import type { DesksAtWork } from './desks.ts';
import { deskWords as words } from './words.ts';

export interface DeskProps {
  readonly desks: DesksAtWork;
  readonly hello: Hello;
  readonly connection: StationLink['connection'];
  readonly onStaff: () => void;
}

const noTitle = (post: string): string => post;

/** The clerk's face: which desk, who is here, and one tap for what was done. */
export function Desk({ desks, hello, connection, onStaff }: DeskProps) {
  const { face, saying, desk: chosen } = useStore(desks);
  useEffect(() => {
    if (connection === 'up') void desks.load();
  }, [desks, connection]);
  const desk = face?.desks.find(({ code }) => code === chosen) ?? face?.desks[0];
  return (
    <div className="booth-face" data-lost={connection !== 'up'}>
      <Masthead station={hello.station.name} staff={boothWords.staffDoor} onStaff={onStaff} />
      {connection !== 'up' && (
        <p className="booth-lost" role="alert">
          <Text words={boothWords.unanswered} beside />
        </p>
      )}
      <SaidHere saying={saying} titleOf={noTitle} />
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
          </div>
          <AtDesk {...{ face, desk, desks }} />
        </main>
      )}
    </div>
  );
}

function AtDesk({ face, desk, desks }: { face: DeskFace; desk: DeskState; desks: DesksAtWork }) {
  const counter = face.counters.find(({ desk: at }) => at === desk.code);
  if (!counter) return null;
  const { id, standing } = counter;
  const turn = standing?.turn ?? null;
  return (
    <section className="desk-work" aria-label={spoken(desk)}>
      <h2 className="unseen">
        <Text words={desk} />
      </h2>
      <div className="desk-who">
        {standing ? (
          <DeskPerson key={standing.turn} counter={id} standing={standing} desks={desks} />
        ) : (
          <Nobody
            more={words.scanMore}
            onTyped={async (text) => {
              const found = await desks.typed(id, text);
              return found?.ok === false ? found.fault.kind : undefined;
            }}
          />
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
            <button
              key={topic.code}
              type="button"
              className="choice"
              onClick={() =>
                void desks.deed('desk.consult', { counter: id, turn, topic: topic.code })
              }
            >
              <Text words={topic} />
              <small>{words.today(topic.today).zh}</small>
            </button>
          ))}
        </div>
        {desk.leaflets.length > 0 && (
          <h2>
            <Text words={words.leaflets} beside />
          </h2>
        )}
        <ul className="desk-leaflets">
          {desk.leaflets.map((leaflet) => (
            <li key={leaflet.code}>
              <span>
                <Text words={leaflet} />
              </span>
              <small>{words.today(leaflet.today).zh}</small>
              {[1, 5, 10].map((copies) => (
                <button
                  key={copies}
                  type="button"
                  className="choice"
                  aria-label={`${leaflet.zh} ${spoken(words.copies(copies))}`}
                  onClick={() =>
                    void desks.deed('desk.handout', { counter: id, item: leaflet.code, copies })
                  }
                >
                  {words.copies(copies).zh}
                </button>
              ))}
            </li>
          ))}
        </ul>
      </div>
      <Recent
        actions={desk.recent.map((action) => ({ ...action, words: inWords(action) }))}
        onUndo={async (fact, reason) => {
          const taken = await desks.undo({ desk: desk.code, fact, ...(reason && { reason }) });
          return taken?.ok === false && taken.fault.kind === 'reason-needed';
        }}
      />
    </section>
  );
}

function inWords({ kind, what, copies }: DeskAction): string {
  const words = `${actionWords[kind].zh}：${what.zh}`;
  return copies === undefined ? words : `${words} ${copies} 份`;
}
