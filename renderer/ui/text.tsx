import { Fragment } from 'react';
import type { Words } from '../../shared/words/say.ts';
import './text.css';

export type { Words };

/** Chinese, with English under it or beside it, each marked with its language. */
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

/** For names that only assistive technology reads. */
export function spoken(words: Words): string {
  return `${words.zh} ${words.en}`;
}

const segmenter = new Intl.Segmenter('zh', { granularity: 'word' });

/** Words of fairs that the browser's dictionary splits into single characters. */
const OWN_WORDS = /(签到[机码]?|扫码[器枪]?|读卡器|二维码|展位|主会场|毕业生|专场|纸质|通稿)/;
/** Never first on a line: they belong to the word before. */
const ENDS_A_WORD = /^[的了着们者员机器码卡证数份次]$/;

/** Breaks large type between words, not inside 街道 or 招聘会; punctuation stays with its word. */
function phrases(text: string): string[] {
  const found: string[] = [];
  for (const segment of segments(text)) {
    const last = found.at(-1);
    const opens = last !== undefined && /[“‘（《「]$/.test(last);
    if (
      last !== undefined &&
      (opens || /^[\p{P}\s·*]/u.test(segment) || ENDS_A_WORD.test(segment)) &&
      !/^[“‘（《「]/.test(segment)
    ) {
      found[found.length - 1] = last + segment;
    } else found.push(segment);
  }
  return found;
}

function segments(text: string): string[] {
  return text
    .split(OWN_WORDS)
    .flatMap((part) =>
      OWN_WORDS.test(part) ? part : [...segmenter.segment(part)].map(({ segment }) => segment),
    );
}
