import { type Line, saidIn } from './markdown.ts';
import { type Edition, pageOf } from './pages.ts';

/** What the screen says, looked up in the handbook. */

export interface Explained {
  readonly said: readonly string[];
  /** What it says, and what to do. */
  readonly row: readonly Line[];
}

function explained(edition: Edition): Explained[] {
  return pageOf(edition, 'trouble').blocks.flatMap((block) =>
    block.kind === 'table' ? block.rows.map((row) => ({ said: saidIn(row[0] ?? []), row })) : [],
  );
}

/** The rows for sentences that stand on the screen now. */
export function explainedNow(edition: Edition, screen: string): Explained[] {
  return explained(edition).filter(({ said }) => said.some((text) => isIn(screen, text)));
}

/** `…` stands for a number, a name or a time. */
function isIn(screen: string, said: string): boolean {
  let from = 0;
  for (const part of said.split('…')) {
    const end = endOf(screen, part, from);
    if (end === undefined) return false;
    from = end;
  }
  return true;
}

/** “没有网络？” on a button asks; it says of no station that it has none. */
function endOf(screen: string, part: string, from: number): number | undefined {
  for (let at = screen.indexOf(part, from); at >= 0; at = screen.indexOf(part, at + 1)) {
    const end = at + part.length;
    if (screen[end] !== '？' && screen[end] !== '?') return end;
  }
  return undefined;
}
