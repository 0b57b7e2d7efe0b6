import { type ReactNode, useEffect, useState } from 'react';
import { wallClock } from '../../shared/calendar.ts';
import { trades, wordsOf } from '../../shared/codes.ts';
import { wallFigures, type WallView } from '../../shared/report/wall.ts';
import type { Client } from '../link/client.ts';
import { Emblem } from '../ui/emblem.tsx';
import { Text } from '../ui/text.tsx';
import { Willow } from '../ui/willow.tsx';
import { Rolling } from './rolling.tsx';
import './wall.css';
import { wallWords as words } from './words.ts';

export interface WallProps {
  readonly client: Client;
  /** The way in for staff, at a station. */
  readonly emblem?: ReactNode;
  /** The way out, if there is one. */
  readonly children?: ReactNode;
}

const AGAIN_MS = 15_000;
const POSTS_AT_ONCE = 5;
const ZONES_AT_ONCE = 8;
/** A longer number of a booth is written smaller. */
const LARGE_NUMBER = 5;
/** In the columns of a strip, two lines hold no more of a title or a name in their usual size. */
const LONG_TITLE = 16;
const LONG_NAME = 22;
/** As in the style sheet: posts stand in two columns, or three. */
const TWO_SCREENS = '(min-aspect-ratio: 5 / 2)';
const THREE_COLUMNS = '(min-aspect-ratio: 7 / 2)';
/** Without news for this long, the wall says so. */
const STALE_MS = 2 * 60_000;

/**
 * For everyone in the hall: how the fair is going, what is on offer, and where. Without a network it keeps
 * what it has.
 */
export function Wall({ client, emblem = <Emblem />, children }: WallProps) {
  const { view, nowMs } = useWallView(client);
  const columns = useColumns();
  if (!view) return <div className="wall" data-testid="wall" />;
  const { fair, news, utcOffsetMinutes } = view;
  const clock = (ms: number): string => wallClock(ms, utcOffsetMinutes);
  return (
    <main className="wall" data-testid="wall">
      <Willow faint />
      <header>
        {emblem}
        <h1>
          <Text words={{ zh: fair.zh, en: '' }} />
        </h1>
        <time>{clock(nowMs)}</time>
        {children}
      </header>
      <dl className="wall-figures">
        {wallFigures.map((figure) => (
          <div key={figure}>
            <dt>
              <Text words={words.figures[figure]} />
            </dt>
            <dd>
              <b>{news ? news.figures[figure].toLocaleString('en-US') : '–'}</b>
              <span>{words.units[figure]}</span>
            </dd>
          </div>
        ))}
      </dl>
      <section className="wall-posts">
        <h2>
          <Text words={words.posts} beside />
        </h2>
        <Rolling items={view.posts} most={POSTS_AT_ONCE * columns}>
          {(post) => (
            <li key={`${post.booth} ${post.title}`}>
              <b className="wall-booth" data-long={post.booth.length > LARGE_NUMBER}>
                {post.booth}
              </b>
              <div>
                <h3 data-long={post.title.length > LONG_TITLE}>{post.title}</h3>
                <p data-long={post.employer.length > LONG_NAME}>{post.employer}</p>
              </div>
              <div className="wall-pay">
                <b>{words.pay(post)}</b>
                <p>
                  <Text words={words.left(post.left)} beside />
                </p>
              </div>
            </li>
          )}
        </Rolling>
      </section>
      <aside className="wall-side">
        <section className="wall-zones">
          <h2>
            <Text words={words.where} beside />
          </h2>
          <Rolling items={view.zones} most={ZONES_AT_ONCE}>
            {({ zone, booths, ...heads }) => (
              <li key={zone}>
                <b>{zone}</b>
                <Text words={words.zone(booths, heads)} />
              </li>
            )}
          </Rolling>
        </section>
        <section>
          <h2>
            <Text words={words.trades} beside />
          </h2>
          <ul>
            {view.trades.map(({ trade, places }) => (
              <li key={trade}>
                <span>{wordsOf(trades, trade).zh}</span>
                <b>
                  {places} {words.people}
                </b>
              </li>
            ))}
          </ul>
        </section>
      </aside>
      <footer>
        <span>{fair.organiser}</span>
        <Text words={asOf(view, nowMs, clock)} beside />
      </footer>
    </main>
  );
}

function asOf({ news }: WallView, nowMs: number, clock: (ms: number) => string) {
  if (!news) return words.waiting;
  const time = clock(news.atMs);
  return nowMs - news.atMs > STALE_MS ? words.stale(time) : words.asOf(time);
}

function useColumns(): 1 | 2 | 3 {
  const [columns, setColumns] = useState<1 | 2 | 3>(1);
  useEffect(() => {
    const [two, three] = [matchMedia(TWO_SCREENS), matchMedia(THREE_COLUMNS)];
    const look = (): void => setColumns(three.matches ? 3 : two.matches ? 2 : 1);
    look();
    for (const media of [two, three]) media.addEventListener('change', look);
    return () => {
      for (const media of [two, three]) media.removeEventListener('change', look);
    };
  }, []);
  return columns;
}

/** Asks again whenever figures change; without an answer, the wall stays as it is. */
function useWallView(client: Client): { view: WallView | undefined; nowMs: number } {
  const [shown, setShown] = useState<{ view: WallView; since: number }>();
  const [tick, setTick] = useState(() => performance.now());
  /** Used until the server's time is known. */
  const [begunMs] = useState(() => Date.now());
  useEffect(() => {
    const load = async (): Promise<void> => {
      const reply = await client.call('wall.view', {}).catch(() => undefined);
      if (reply?.ok) setShown({ view: reply.value, since: performance.now() });
      setTick(performance.now());
    };
    void load();
    const deaf = client.listen({ figures: () => void load() });
    const timer = setInterval(() => void load(), AGAIN_MS);
    return () => {
      deaf();
      clearInterval(timer);
    };
  }, [client]);
  const news = shown?.view.news;
  // The server's time, because this machine's clock may be wrong.
  const nowMs = news ? news.atMs + news.ageMs + Math.max(0, tick - shown.since) : begunMs;
  return { view: shown?.view, nowMs };
}
