import { type Does, doesSchema } from './finding.ts';

/** All findings, the gravest first, and those together that say the same. */

interface AFinding {
  readonly does: Does;
  readonly what: {
    readonly kind: string;
    readonly why?: string | { readonly kind: string };
    readonly note?: { readonly kind: string };
  };
}

export function sortedFindings<F extends AFinding>(findings: readonly F[]): F[] {
  const byKind = Map.groupBy(findings, kindOf);
  return doesSchema.options.flatMap((does) =>
    [...byKind.values()].filter(([first]) => first?.does === does).flat(),
  );
}

function kindOf({ does, what: { kind, why, note } }: AFinding): string {
  return [does, kind, typeof why === 'string' ? why : why?.kind, note?.kind].join(' ');
}

export function countsByDoes(findings: readonly AFinding[]): Record<Does, number> {
  const counts = { refused: 0, emptied: 0, asks: 0, 'left-out': 0 };
  for (const { does } of findings) counts[does] += 1;
  return counts;
}
