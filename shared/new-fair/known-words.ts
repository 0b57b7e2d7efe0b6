import type { NewFairDraft } from './draft.ts';

/** Words of the fair that anybody would try as its passphrase, as far as they are names. */
export const knownWords = ({
  name,
  organiser,
  place,
  days,
}: Pick<NewFairDraft, 'name' | 'organiser' | 'place' | 'days'>): string[] =>
  [name, organiser, place].flatMap(partsOf).concat(days.map((day) => day.replaceAll('-', '')));

/** A name, and what stands between its marks: “春风行动”某某街道 is also 春风行动 and 某某街道. */
const partsOf = (text: string): string[] => [
  text,
  ...text.split(/[\p{P}\p{Z}]+/u).filter((part) => part.length >= 2),
];
