import type { Checklist as Items } from '../../../shared/report/checklist.ts';
import { Text } from '../../ui/text.tsx';
import './checklist.css';
import { checklistWords, setUpWords as words } from './set-up-words.ts';

/** What is missing before the fair opens. It also lists what is well, because somebody signs for it. */
export function Checklist({ items }: { items: Items }) {
  return (
    <section className="checklist">
      <h2>
        <Text words={words.checklist} beside />
      </h2>
      <ul>
        {items.map((item) => (
          <li key={item.about} data-well={item.well}>
            <span aria-hidden="true">{item.well ? '✓' : '！'}</span>
            <Text words={checklistWords[item.about](item)} beside />
          </li>
        ))}
      </ul>
    </section>
  );
}
