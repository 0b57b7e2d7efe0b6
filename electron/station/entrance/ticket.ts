import type { Ticket } from '../../../shared/contract/printing.ts';
import type { Fair } from '../../../shared/fair.ts';
import type { CheckedIn } from './checkin.ts';
import type { Recommend } from './recommend.ts';

/** What is printed for someone who has just checked in: no more than the screen shows. */
export function ticketOf(fair: Fair, { person, welcome }: CheckedIn, recommend: Recommend): Ticket {
  const { posts, asked } = recommend(person, { notForMe: [] });
  const zones = new Map(fair.booths.map(({ code, zone }) => [code, zone]));
  return {
    fair: fair.name,
    greeting: welcome.greeting,
    anonymous: welcome.anonymous,
    pass: welcome.pass.text,
    shortCode: welcome.pass.shortCode,
    // Without a trade or an education, the way to a booth would be a guess.
    booths: asked
      ? posts.map(({ booth, employer, title }) => ({
          booth,
          zone: zones.get(booth) ?? '',
          employer,
          post: title,
        }))
      : [],
  };
}
