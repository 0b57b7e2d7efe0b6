import { Fragment } from 'react';

export interface Words {
  readonly zh: string;
  readonly en: string;
}

/** Chinese, and English under it or beside it; each says which language it is. */
export function Text({ words, beside = false }: { words: Words; beside?: boolean }) {
  return (
    <span className={beside ? 'words beside' : 'words'}>
      <span className="zh" lang="zh-CN">
        {phrases(words.zh).map((phrase, i) => (
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

/** For names that only assistive technology hears. */
export function spoken(words: Words): string {
  return `${words.zh} ${words.en}`;
}

const segmenter = new Intl.Segmenter('zh', { granularity: 'word' });

/** Large type breaks between words, not inside 街道 or 招聘会; marks stay with what they follow. */
function phrases(text: string): string[] {
  const found: string[] = [];
  for (const { segment } of segmenter.segment(text)) {
    const last = found.at(-1);
    const opens = last !== undefined && /[“‘（《「]$/.test(last);
    if (
      last !== undefined &&
      (opens || /^[\p{P}\s·*]/u.test(segment)) &&
      !/^[“‘（《「]/.test(segment)
    ) {
      found[found.length - 1] = last + segment;
    } else found.push(segment);
  }
  return found;
}
