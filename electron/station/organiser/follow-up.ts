import { intentSteps, keyGroups } from '../../../shared/codes.ts';
import type { Fair } from '../../../shared/fair.ts';
import { shortCode } from '../../../shared/pass.ts';
import type { Contacts } from '../../../shared/sync/contacts.ts';
import type { Cell, Sheet } from '../../../shared/report/sheets.ts';
import { servicesOf, stepsOf } from '../../../shared/services.ts';
import { openedBoxes } from './opened-boxes.ts';

/** What the bureau works through after the fair: whom to call, what they are owed, with whom they stand. */

export interface PersonToFollow {
  readonly number: string;
  readonly name: string;
  /** Empty where they left none. */
  readonly phone: string;
  readonly groups: readonly string[];
  /** For people in key groups: each service, in the fair's order. */
  readonly services: readonly {
    readonly name: string;
    readonly had: number;
    readonly of: number;
  }[];
  readonly intents: readonly {
    readonly booth: string;
    readonly employer: string;
    readonly post: string;
    readonly step: string;
  }[];
}

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
      groups: groups.map(groupName),
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
          step: stepName(step),
        };
      }),
    });
  }
  return found;
}

/** `还差 2 次` */
export function owedText({ had, of }: PersonToFollow['services'][number]): string {
  if (had >= of) return '已完成';
  return of === 1 ? '未做' : `还差 ${of - had} 次`;
}

const WHO = [
  ['编号', 14],
  ['姓名', 14],
  ['手机', 16],
] as const;
const whoIs = ({ number, name, phone }: PersonToFollow): Cell[] => [number, name, phone];

export function followUpSheets(fair: Fair, people: readonly PersonToFollow[]): Sheet[] {
  return [
    {
      name: '重点群体帮扶',
      columns: [...WHO, ['群体', 30], ...servicesOf(fair).map(({ zh }) => [zh, 12] as const)],
      rows: people
        .filter(({ groups }) => groups.length > 0)
        .map((person) => [
          ...whoIs(person),
          person.groups.join('、'),
          ...person.services.map(owedText),
        ]),
    },
    {
      name: '就业意向',
      columns: [...WHO, ['展位', 8], ['单位', 34], ['岗位', 24], ['意向', 16]],
      rows: people.flatMap((person) =>
        person.intents.map(({ booth, employer, post, step }) => [
          ...whoIs(person),
          booth,
          employer,
          post,
          step,
        ]),
      ),
    },
  ];
}

/** For a system that sends text messages: one line for each person who left a number, and no other. */
export function messageSheet(people: readonly PersonToFollow[]): Sheet {
  return {
    name: '短信名单',
    columns: [
      ['手机', 16],
      ['姓名', 14],
      ['编号', 14],
      ['意向单位', 40],
      ['待办帮扶', 40],
    ],
    rows: people
      .filter(({ phone }) => phone !== '')
      .map(({ phone, name, number, intents, services }) => [
        phone,
        name,
        number,
        intents.map(({ employer, post }) => [employer, post].filter(Boolean).join(' ')).join('、'),
        services
          .filter(({ had, of }) => had < of)
          .map(({ name: service }) => service)
          .join('、'),
      ]),
  };
}

const groupName = (group: string): string =>
  keyGroups.find(({ code }) => code === group)?.zh ?? group;
const stepName = (step: string): string =>
  intentSteps.find(({ code }) => code === step)?.zh ?? step;
