import { useEffect, useRef, useState } from 'react';
import { useStore } from 'zustand';
import { dayAndHour, wallClock } from '../../../shared/calendar.ts';
import type { DayView } from '../../../shared/report/day-view.ts';
import { type Published, checkPath } from '../../../shared/report/published.ts';
import { Ask } from '../../ui/ask.tsx';
import { Button } from '../../ui/button.tsx';
import { Qr } from '../../ui/qr.tsx';
import { Text } from '../../ui/text.tsx';
import { bulletinWords as words } from './bulletin-words.ts';
import type { OrganiserAtWork } from '../day.ts';
import './published-list.css';
import { organiserWords } from '../words.ts';

export interface PublishedListProps {
  readonly organiser: OrganiserAtWork;
  readonly view: DayView;
  /** The bulletin whose code is shown. */
  readonly shown: number | undefined;
  readonly onShow: (number: number) => void;
}

/** All bulletins, the newest first, including withdrawn ones. */
export function PublishedList({ organiser, view, shown, onShow }: PublishedListProps) {
  const { bulletins } = useStore(organiser);
  useEffect(() => void organiser.loadBulletins(), [organiser]);
  const [asked, setAsked] = useState<number>();
  const place = useRef<HTMLLIElement>(null);
  useEffect(() => {
    if (shown !== undefined) place.current?.scrollIntoView({ block: 'nearest' });
  }, [shown]);
  const { id, utcOffsetMinutes } = view.fair;
  const when = (ms: number): string =>
    `${dayAndHour(ms, utcOffsetMinutes).day} ${wallClock(ms, utcOffsetMinutes)}`;
  return (
    <section className="published" aria-label={words.publishedTitle.zh}>
      <h2>
        <Text words={words.publishedTitle} beside />
      </h2>
      {bulletins?.length === 0 && (
        <p className="quiet">
          <Text words={words.publishedNone} beside />
        </p>
      )}
      <ol>
        {bulletins?.map((bulletin) => {
          const { number, withdrawn } = bulletin;
          const url = `${location.origin}${checkPath(id, number)}`;
          return (
            <li
              key={number}
              ref={number === shown ? place : undefined}
              data-withdrawn={withdrawn !== null}
            >
              <Headline bulletin={bulletin} when={when(bulletin.atMs)} />
              {withdrawn && (
                <p>
                  <Text
                    words={words.withdrawnAt(when(withdrawn.atMs), withdrawn.by, withdrawn.reason)}
                  />
                </p>
              )}
              <p className="published-text" lang="zh-CN">
                {bulletin.text}
              </p>
              <a href={url}>{url}</a>
              <div className="published-ways">
                {number !== shown && (
                  <Button words={words.showCode} onPress={() => onShow(number)} />
                )}
                {!withdrawn && <Button words={words.withdraw} onPress={() => setAsked(number)} />}
              </div>
              {number === shown && <Qr text={url} label={words.checkCode} />}
            </li>
          );
        })}
      </ol>
      {asked !== undefined && (
        <Withdraw organiser={organiser} number={asked} onClose={() => setAsked(undefined)} />
      )}
    </section>
  );
}

function Headline({ bulletin, when }: { bulletin: Published; when: string }) {
  const { number, scope, whole, withdrawn } = bulletin;
  return (
    <p className="published-head">
      <b>
        <Text words={words.number(number)} beside />
      </b>
      <time>{when}</time>
      {scope === 'all' ? <Text words={organiserWords.whole} beside /> : <span>{scope}</span>}
      <span className="standing" data-standing={withdrawn ? 'silent' : 'complete'}>
        <Text words={withdrawn ? words.isWithdrawn : words.stands} beside />
      </span>
      {!whole && (
        <span className="standing" data-standing="waiting">
          <Text words={words.part} beside />
        </span>
      )}
    </p>
  );
}

interface WithdrawProps {
  readonly organiser: OrganiserAtWork;
  readonly number: number;
  readonly onClose: () => void;
}

function Withdraw({ organiser, number, onClose }: WithdrawProps) {
  const [reason, setReason] = useState('');
  const [failed, setFailed] = useState(false);
  return (
    <Ask
      title={words.withdrawTitle(number)}
      yes={words.withdraw}
      no={words.keep}
      ready={reason.trim() !== ''}
      said={failed ? words.notWithdrawn : undefined}
      onYes={async () => {
        const done = await organiser.withdraw({ number, reason: reason.trim() });
        if (done) onClose();
        else setFailed(true);
      }}
      onNo={onClose}
    >
      <p>
        <Text words={words.withdrawMore} />
      </p>
      <label>
        <Text words={words.withdrawReason} beside />
        <input maxLength={200} value={reason} onChange={({ target }) => setReason(target.value)} />
      </label>
    </Ask>
  );
}
