import { type ReactNode, useState } from 'react';
import { createPortal, flushSync } from 'react-dom';
import './papers.css';

/** What is on paper alone, and only while it is printed: other documents are printed from the same page, too. */
export function usePaper(sheets: ReactNode): {
  /** Lays it on paper, and returns how to take it away. */
  readonly lay: () => Promise<() => void>;
  readonly paper: ReactNode;
} {
  const [laid, setLaid] = useState(false);
  return {
    async lay() {
      flushSync(() => setLaid(true));
      await document.fonts.ready;
      return () => setLaid(false);
    },
    paper: laid && createPortal(<div className="papers-paper">{sheets}</div>, document.body),
  };
}
