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
    const at = screen.indexOf(part, from);
    if (at < 0) return false;
    from = at + part.length;
  }
  return true;
}
