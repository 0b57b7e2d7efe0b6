import type { Heads } from '../fair.ts';
import { say, type Words } from '../say.ts';

/** How many people are wanted, for everybody: 若干 makes it “at least”, and no number is guessed. */
export function headsWords({ places, some }: Heads): Words {
  const count = places.toLocaleString('en-US');
  if (some === 0) return say(`招 ${count} 人`, `${count} places`);
  return places === 0
    ? say('招若干人', 'some places')
    : say(`招 ${count} 人以上`, `${count} places and more`);
}

/** The same for the organiser, who adds up: what is known, and beside it what is not. */
export function headsInFull({ places, some }: Heads): Words {
  const known = say(`招 ${places} 人`, `${places} places`);
  if (some === 0) return known;
  const rest = say(`${some} 个岗位招若干人`, `${some} ${some === 1 ? 'post' : 'posts'} for some`);
  return places === 0 ? rest : say(`${known.zh}，另有 ${rest.zh}`, `${known.en}, and ${rest.en}`);
}
