import { Fragment } from 'react';
import type { Words } from '../../shared/say.ts';
import { phrasesOf } from './phrases.ts';
import './text.css';

export type { Words };

/** Chinese, with English under it or beside it, each marked with its language. */
export function Text({ words, beside: sideBySide = false }: { words: Words; beside?: boolean }) {
  return (
    <span className={sideBySide ? 'words beside' : 'words'}>
      <span className="zh" lang="zh-CN">
        {phrasesOf(words).map((phrase, i) => (
          <Fragment key={i}>
            {i > 0 && <wbr />}
            {phrase}
          </Fragment>
        ))}
      </span>{' '}
      {words.en !== '' && (
        <span className="en" lang="en">
          {words.en}
        </span>
      )}
    </span>
  );
}

/** For names that only assistive technology reads. */
export function spoken(words: Words): string {
  return `${words.zh} ${words.en}`;
}
