import { useEffect, useState } from 'react';
import { dayAndHour, wallClock } from '../../shared/calendar.ts';
import type { BulletinCheck } from '../../shared/report/published.ts';
import { coverageWords, seenOf } from '../../shared/report/coverage.ts';
import type { Client } from '../link/client.ts';
import { NoticePage } from '../ui/notice-page.tsx';
import { Text } from '../ui/text.tsx';
import './check-page.css';
import { checkWords as words } from './words.ts';

export interface CheckPageProps {
  readonly client: Client;
  readonly bulletin: { readonly fair: string; readonly number: number };
}

/** Lets a reader of a published paragraph check that it is genuine, and that its records still stand. */
export function CheckPage({ client, bulletin }: CheckPageProps) {
  const [answer, setAnswer] = useState<BulletinCheck | 'none' | 'unanswered'>();
  useEffect(() => {
    const ask = async (): Promise<void> => {
      const answer = await client.call('bulletin.check', bulletin).catch(() => undefined);
      setAnswer(answer ? (answer.ok ? answer.value : 'none') : 'unanswered');
    };
    void ask();
  }, [client, bulletin]);
  if (answer === undefined) return <div className="starting" />;
  if (answer === 'none')
    return <NoticePage name="no-bulletin" title={words.none} more={words.noneMore} />;
  if (answer === 'unanswered') {
    return <NoticePage name="reconnecting" title={words.away} more={words.awayMore} />;
  }
  const { fair, utcOffsetMinutes, text, digest, atMs, coverage, stands, since, withdrawn } = answer;
  const clock = (ms: number): string => wallClock(ms, utcOffsetMinutes);
  const when = (ms: number): string => `${dayAndHour(ms, utcOffsetMinutes).day} ${clock(ms)}`;
  return (
    // So that a keyboard can scroll it.
    // oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex
    <main className="check-page" data-testid="check" tabIndex={0}>
      {withdrawn && (
        <p className="check-verdict" data-stands="false" role="alert">
          <Text words={words.withdrawn(when(withdrawn.atMs))} />
          <span className="check-reason">
            <Text words={words.reason} beside /> {withdrawn.reason}
          </span>
        </p>
      )}
      <p className="check-verdict" data-stands={stands} role="status">
        <Text words={stands ? words.stands : words.altered} />
      </p>
      <h1>{fair.zh}</h1>
      <p className="quiet">
        {fair.organiser} · <time>{when(atMs)}</time>
      </p>
      <blockquote lang="zh-CN">{text}</blockquote>
      <p>
        <Text words={words.compare} />
      </p>
      <ul>
        <li>
          <Text words={words.seen} /> <Text words={coverageWords(seenOf(coverage, atMs), clock)} />
        </li>
        <li>
          <Text words={since > 0 ? words.since(since) : words.nothingSince} />
        </li>
        <li>
          <Text words={words.proves} />
        </li>
        <li>
          <Text words={words.provesNot} />
        </li>
      </ul>
      <p>
        <Text words={words.digest} beside /> <code>{digest}</code>
      </p>
    </main>
  );
}
