import { createPortal } from 'react-dom';
import { helpWords } from './words.ts';
import { type Edition, isSheet, type PageName, pageNames, pageOf } from './pages.ts';
import { PageBlocks } from './page-blocks.tsx';
import './printed-handbook.css';

export interface PrintedHandbookProps {
  readonly edition: Edition;
  /** All of it, or this page alone. */
  readonly only: PageName | undefined;
}

/** What comes out on paper or as a PDF. A child of the body, so that nothing else is printed with it. */
export function PrintedHandbook({ edition, only }: PrintedHandbookProps) {
  const names = only ? [only] : pageNames;
  return createPortal(
    <div
      className="printed-handbook"
      lang={edition === 'zh' ? 'zh-CN' : 'en'}
      data-testid="printed"
    >
      {!only && <Cover edition={edition} />}
      {names.map((name) => {
        const { title, blocks } = pageOf(edition, name);
        return (
          <article key={name} data-sheet={isSheet(name)} id={`printed-${name}`}>
            <h2>{title}</h2>
            <PageBlocks blocks={blocks} idOf={(id) => `printed-${name}-${id}`} onGo={undefined} />
          </article>
        );
      })}
    </div>,
    document.body,
  );
}

function Cover({ edition }: { edition: Edition }) {
  return (
    <section className="printed-cover">
      <p>{helpWords.fair[edition]}</p>
      <h1>{helpWords.title[edition]}</h1>
      <p>{helpWords.subtitle[edition]}</p>
      <ol>
        {pageNames.map((name) => (
          <li key={name}>
            <a href={`#printed-${name}`}>{pageOf(edition, name).title}</a>
            {/* The command that makes the PDF writes in here on which page it came to stand. */}
            <span data-page-of={`printed-${name}`} />
          </li>
        ))}
      </ol>
    </section>
  );
}
