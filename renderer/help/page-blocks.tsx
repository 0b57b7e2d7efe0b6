import { type Going, LineText } from './line.tsx';
import type { Block, Line } from './markdown.ts';
import { pictureOf } from './pages.ts';
import './page-blocks.css';

export interface PageBlocksProps {
  readonly blocks: readonly Block[];
  /** Keeps sections of several pages apart. */
  readonly idOf?: (section: string) => string;
  readonly onGo: Going;
}

/** What stands under a page's title. */
export function PageBlocks({ blocks, idOf = (id) => id, onGo }: PageBlocksProps) {
  return (
    <div className="page-blocks">
      {blocks.map((block, i) => (
        <OneBlock key={i} {...{ block, idOf, onGo }} />
      ))}
    </div>
  );
}

interface OneBlockProps {
  readonly block: Block;
  readonly onGo: Going;
  readonly idOf: (section: string) => string;
}

function OneBlock({ block, idOf, onGo }: OneBlockProps) {
  switch (block.kind) {
    case 'section': {
      const Heading = block.level === 2 ? 'h3' : 'h4';
      return (
        <Heading {...(block.id !== '' && { id: idOf(block.id) })}>
          <LineText line={block.title} onGo={onGo} />
        </Heading>
      );
    }
    case 'paragraph':
      return (
        <p>
          <LineText line={block.line} onGo={onGo} />
        </p>
      );
    case 'note':
      return (
        <p className="page-note">
          <LineText line={block.line} onGo={onGo} />
        </p>
      );
    case 'steps':
      return (
        <ol start={block.start}>
          <Items items={block.items} onGo={onGo} />
        </ol>
      );
    case 'list':
      return (
        <ul>
          <Items items={block.items} onGo={onGo} />
        </ul>
      );
    case 'table':
      return <Table head={block.head} rows={block.rows} onGo={onGo} />;
    case 'picture':
      return (
        <figure>
          <img
            src={pictureOf(block.name)}
            alt={block.caption}
            // A station that is away sends no pictures; the text is here.
            onError={({ currentTarget }) => currentTarget.style.setProperty('display', 'none')}
          />
          <figcaption>{block.caption}</figcaption>
        </figure>
      );
  }
}

function Items({ items, onGo }: { items: readonly Line[]; onGo: Going }) {
  return items.map((item, i) => (
    <li key={i}>
      <LineText line={item} onGo={onGo} />
    </li>
  ));
}

export interface TableProps {
  readonly onGo: Going;
  readonly head: readonly Line[];
  readonly rows: readonly (readonly Line[])[];
}

export function Table({ head, rows, onGo }: TableProps) {
  return (
    <table>
      <thead>
        <tr>
          {head.map((cell, i) => (
            <th key={i} scope="col">
              <LineText line={cell} onGo={onGo} />
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {rows.map((row, i) => (
          <tr key={i}>
            {row.map((cell, column) => (
              <td key={column}>
                <LineText line={cell} onGo={onGo} />
              </td>
            ))}
          </tr>
        ))}
      </tbody>
    </table>
  );
}
