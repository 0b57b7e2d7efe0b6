import { z } from 'zod';
import type { AuthorisedFact } from '../authority.ts';
import { type ChainedFact, factKindSchema, factRefSchema, refOf } from '../facts.ts';
import type { Fair } from '../fair.ts';
import { shortCode } from '../pass.ts';
import { figureNames } from '../tally/figures.ts';
import { contributionsOfAll } from '../tally/fold.ts';
import type { TallyRules } from '../tally/tally.ts';
import { foldedSlices } from './breakdowns.ts';

/** The facts behind a figure: exactly those that the fold counts. */

export const askedSchema = z.strictObject({
  scope: z.string().max(20),
  /** A sum of figures, each over slices such as `booth:A01` or `industry:C`; an empty one is the total. */
  counted: z
    .array(
      z.strictObject({ figure: z.enum(figureNames), slices: z.array(z.string().max(60)).max(40) }),
    )
    .min(1)
    .max(8),
});
export type Asked = z.infer<typeof askedSchema>;

export const behindSchema = z.strictObject({
  /** The sum over these facts; one fact about leaflets counts as many as it names. */
  value: z.int(),
  /** The newest. */
  facts: z.array(
    z.strictObject({
      ref: factRefSchema,
      kind: factKindSchema,
      station: z.int(),
      /** The person's short code, which is useless at another fair. */
      person: z.string().nullable(),
      place: z.string().nullable(),
      atMs: z.int(),
      counts: z.int(),
    }),
  ),
});
export type Behind = z.infer<typeof behindSchema>;
type Line = Behind['facts'][number];

const MOST_SHOWN = 200;

export function behindFigure(
  fair: Pick<Fair, 'booths'>,
  { scope, counted }: Asked,
  rules: TallyRules,
) {
  const wanted = new Set(
    counted.flatMap(({ figure, slices }) =>
      slices.flatMap((slice) => foldedSlices(fair, slice)).map((slice) => `${figure} ${slice}`),
    ),
  );
  let value = 0;
  const lines: Line[] = [];

  function see(facts: readonly AuthorisedFact[]): void {
    const personOf = new Map(facts.map(({ chained, pseudonym }) => [chained, pseudonym]));
    const note = (at: ChainedFact | undefined, counts: number): void => {
      if (!at) return;
      const { what } = at;
      const pseudonym = personOf.get(at);
      lines.push({
        ref: refOf(at),
        kind: at.kind,
        station: at.station,
        person: pseudonym === undefined ? null : shortCode(pseudonym),
        place: 'booth' in what ? what.booth : 'desk' in what ? what.desk : null,
        atMs: Math.max(0, rules.timeOf(at)),
        counts,
      });
    };
    for (const each of contributionsOfAll(facts, rules)) {
      if (each.scope !== scope || !wanted.has(`${each.figure} ${each.slice}`)) continue;
      value += each.value;
      note(each.counted, each.value);
    }
  }

  return {
    see,
    found: (): Behind => ({
      value,
      facts: lines.toSorted((a, b) => b.atMs - a.atMs).slice(0, MOST_SHOWN),
    }),
  };
}
