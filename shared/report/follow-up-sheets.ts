import type { Fair } from '../fair.ts';
import { servicesOf } from '../services.ts';
import type { Cell, Sheet } from './sheet.ts';

/** The bureau's work after the fair: whom to call, and what each person is still owed. */

export interface PersonToFollow {
  readonly number: string;
  readonly name: string;
  /** Empty if the person left no number. */
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

/** `还差 2 次` */
export function owedText({ had, of: due }: PersonToFollow['services'][number]): string {
  if (had >= due) return '已完成';
  return due === 1 ? '未做' : `还差 ${due - had} 次`;
}

const PERSON_COLUMNS = [
  ['编号', 14],
  ['姓名', 14],
  ['手机', 16],
] as const;
const personCells = ({ number, name, phone }: PersonToFollow): Cell[] => [number, name, phone];

export function followUpSheets(fair: Fair, people: readonly PersonToFollow[]): Sheet[] {
  return [
    {
      name: '重点群体帮扶',
      columns: [
        ...PERSON_COLUMNS,
        ['群体', 30],
        ...servicesOf(fair).map(({ zh }) => [zh, 12] as const),
      ],
      rows: people
        .filter(({ groups }) => groups.length > 0)
        .map((person) => [
          ...personCells(person),
          person.groups.join('、'),
          ...person.services.map(owedText),
        ]),
    },
    {
      name: '就业意向',
      columns: [...PERSON_COLUMNS, ['展位', 8], ['单位', 34], ['岗位', 24], ['意向', 16]],
      rows: people.flatMap((person) =>
        person.intents.map(({ booth, employer, post, step }) => [
          ...personCells(person),
          booth,
          employer,
          post,
          step,
        ]),
      ),
    },
  ];
}

/** For a system that sends text messages: one line for each person who left a number. */
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
          .filter(({ had, of: due }) => had < due)
          .map(({ name: service }) => service)
          .join('、'),
      ]),
  };
}
