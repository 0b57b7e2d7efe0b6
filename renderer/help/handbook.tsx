import { type ReactNode, useEffect, useRef, useState } from 'react';
import { PrintPage } from '../saving/print-page.tsx';
import { Button } from '../ui/button.tsx';
import { useCountdown } from '../ui/countdown.tsx';
import { CrossIcon } from '../ui/icons.tsx';
import { Modal } from '../ui/modal.tsx';
import { Text, type Words } from '../ui/text.tsx';
import './handbook.css';
import type { Place } from './markdown.ts';
import { PageBlocks, Table } from './page-blocks.tsx';
import { type Edition, isPage, isSheet, type PageName, pageNames, pageOf } from './pages.ts';
import { placeIn } from './places.ts';
import { PrintedHandbook } from './printed-handbook.tsx';
import { type Explained, explainedNow } from './said.ts';
import { helpWords as words } from './words.ts';

export interface HandbookProps {
  /** A station that waits for its card, or has stopped, prints nothing. */
  readonly prints: boolean;
  readonly onClose: () => void;
}

interface Shown {
  readonly page: PageName | 'whole';
  readonly section?: string | undefined;
}

/** Somebody may walk away from it, at a machine where others wait. */
const CLOSES_AFTER_S = 300;

/** The handbook over the whole screen, opened at the page for what was on it. */
export function Handbook({ prints, onClose }: HandbookProps) {
  const [edition, setEdition] = useState<Edition>('zh');
  const [screen] = useState(() => document.body.innerText);
  const [shown, setShown] = useState<Shown>(() => shownAt(placeIn(document), 'before'));
  const [begun] = useState(shown.page);
  const [said, setSaid] = useState<Words>();
  useCountdown(CLOSES_AFTER_S, shown.page, onClose);
  const { page } = shown;
  const go = (to: Shown): void => {
    setSaid(undefined);
    setShown(to);
  };

  return (
    <Modal label={words.title} look="whole" onClose={onClose}>
      <div className="handbook" data-testid="handbook" lang={edition === 'zh' ? 'zh-CN' : 'en'}>
        <div className="handbook-head">
          <h2>
            <Text words={words.title} beside />
          </h2>
          <div className="handbook-editions" role="group" aria-label={words.language[edition]}>
            <EditionKey now={edition} to="zh" label="中文" onSet={setEdition} />
            <EditionKey now={edition} to="en" label="English" onSet={setEdition} />
          </div>
          {prints && (
            <PrintPage
              key={page}
              words={page === 'whole' ? words.printAll : words.print}
              name={page === 'whole' ? words.whole.zh : pageOf('zh', page).title}
              onSaid={setSaid}
            />
          )}
          <Button look="second" icon={<CrossIcon />} words={words.close} onPress={onClose} />
        </div>
        <Contents edition={edition} now={page} whole={prints} onGo={(to) => go({ page: to })} />
        <Reading key={edition} shown={shown}>
          {said && (
            <output className="handbook-said">
              <Text words={said} beside />
            </output>
          )}
          {page === 'whole' ? (
            <>
              <h2>{words.whole[edition]}</h2>
              <div className="page-blocks">
                <p>{words.wholeMore[edition]}</p>
                <ol>
                  {pageNames.map((name) => (
                    <li key={name}>{pageOf(edition, name).title}</li>
                  ))}
                </ol>
              </div>
            </>
          ) : (
            <>
              {page === begun && <SaysNow edition={edition} screen={screen} />}
              <h2>{pageOf(edition, page).title}</h2>
              <PageBlocks
                blocks={pageOf(edition, page).blocks}
                onGo={(to) => go(shownAt(to, page))}
              />
            </>
          )}
        </Reading>
      </div>
      <PrintedHandbook edition={edition} only={page === 'whole' ? undefined : page} />
    </Modal>
  );
}

/** `here` is the page that a link stands on. */
function shownAt({ page, section }: Place, here: PageName): Shown {
  return { page: isPage(page) ? page : here, section };
}

interface EditionKeyProps {
  readonly now: Edition;
  readonly to: Edition;
  readonly label: string;
  readonly onSet: (to: Edition) => void;
}

function EditionKey({ now, to, label, onSet }: EditionKeyProps) {
  return (
    <button
      type="button"
      lang={to === 'zh' ? 'zh-CN' : 'en'}
      aria-pressed={now === to}
      onClick={() => onSet(to)}
    >
      {label}
    </button>
  );
}

/** “入口：签到” is known by what stands first. */
const shortTitle = (title: string): string => title.split(/：|: /)[0] ?? title;

interface ContentsProps {
  readonly edition: Edition;
  readonly now: Shown['page'];
  /** Whether the whole of it can be printed here. */
  readonly whole: boolean;
  readonly onGo: (to: Shown['page']) => void;
}

function Contents({ edition, now, whole, onGo }: ContentsProps) {
  const all: readonly Shown['page'][] = whole ? [...pageNames, 'whole'] : pageNames;
  return (
    <nav aria-label={words.pages[edition]}>
      {all.map((name) => (
        <button
          key={name}
          type="button"
          data-sheet={name !== 'whole' && isSheet(name)}
          aria-current={now === name ? 'page' : undefined}
          onClick={() => onGo(name)}
        >
          {name === 'whole' ? words.whole[edition] : shortTitle(pageOf(edition, name).title)}
        </button>
      ))}
    </nav>
  );
}

/** Scrolls to its section, or to its top, whenever another place is shown. */
function Reading({ shown, children }: { shown: Shown; children: ReactNode }) {
  const text = useRef<HTMLDivElement>(null);
  useEffect(() => {
    const { current } = text;
    if (!current) return;
    const section = shown.section && current.querySelector(`#${shown.section}`);
    // Sentences that are on the screen now stand at the top, and come first.
    if (section && !current.querySelector('.handbook-now')) section.scrollIntoView();
    else current.scrollTo({ top: 0 });
  }, [shown]);
  return (
    <div ref={text} className="handbook-page" role="group" aria-label={words.goOn.zh} tabIndex={0}>
      {children}
    </div>
  );
}

function SaysNow({ edition, screen }: { edition: Edition; screen: string }) {
  const [found] = useState<readonly Explained[]>(() => explainedNow(edition, screen));
  if (found.length === 0) return undefined;
  return (
    <section className="handbook-now">
      <h3>{words.saidNow[edition]}</h3>
      <Table head={[]} rows={found.map(({ row }) => row)} onGo={undefined} />
    </section>
  );
}
