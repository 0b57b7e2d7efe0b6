import { intentSteps, keyGroups, wordsOf } from '../../../shared/codes.ts';
import type { Fair } from '../../../shared/fair.ts';
import { shortCode } from '../../../shared/pass.ts';
import type { Contacts } from '../../../shared/sync/contacts.ts';
import type { PersonToFollow } from '../../../shared/report/follow-up-sheets.ts';
import { servicesOf, stepsOf } from '../../../shared/services.ts';
import { openedBoxes } from './opened-boxes.ts';

/**
 * The people whom the bureau calls after the fair, with names and numbers from their sealed boxes.
 */

export async function peopleToFollow(
  fair: Fair,
  sealingKey: Uint8Array,
  { people, boxes }: Pick<Contacts, 'people' | 'boxes'>,
): Promise<PersonToFollow[]> {
  const { nameOf, phoneOf } = await openedBoxes(fair.id, sealingKey, boxes);
  const services = servicesOf(fair);
  const found: PersonToFollow[] = [];
  for (const { person, groups, steps, intents } of people) {
    found.push({
      number: shortCode(person),
      name: await nameOf(person),
      phone: (await phoneOf(person))?.phone ?? '',
      groups: groups.map((group) => wordsOf(keyGroups, group).zh),
      services:
        groups.length === 0
          ? []
          : services.map((service) => {
              const all = stepsOf(service);
              const had = all.filter((step) => steps.includes(step)).length;
              return { name: service.zh, had, of: all.length };
            }),
      intents: intents.map(({ booth, post, step }) => {
        const at = fair.booths.find(({ code }) => code === booth);
        return {
          booth,
          employer: at?.employer ?? '',
          post: at?.posts.find(({ code }) => code === post)?.zh ?? post ?? '',
          step: wordsOf(intentSteps, step).zh,
        };
      }),
    });
  }
  return found;
}
