import { intentSteps, keyGroups } from '../../shared/codes.ts';
import type { Fair } from '../../shared/fair.ts';
import { shortCode } from '../../shared/pass.ts';
import type { Contacts } from '../../shared/report/contacts.ts';
import type { Cell, Sheet } from '../../shared/report/sheets.ts';
import { servicesOf, stepsOf } from '../../shared/services.ts';
import { openedBoxes } from './opened-boxes.ts';

/** What the bureau works through after the fair: whom to call, what they are owed, with whom they stand. */
export async function followUpSheets(
  fair: Fair,
  sealingKey: Uint8Array,
  { people, boxes }: Pick<Contacts, 'people' | 'boxes'>,
): Promise<Sheet[]> {
  const { nameOf, phoneOf } = await openedBoxes(fair.id, sealingKey, boxes);
  const services = servicesOf(fair);
  const groupRows: Cell[][] = [];
  const intentRows: Cell[][] = [];
  for (const { person, groups, steps, intents } of people) {
    const whom = [shortCode(person), await nameOf(person), (await phoneOf(person))?.phone ?? ''];
    if (groups.length > 0) {
      const owed = services.map((service) => {
        const all = stepsOf(service);
        const left = all.filter((step) => !steps.includes(step)).length;
        return left === 0 ? '已完成' : all.length === 1 ? '未做' : `还差 ${left} 次`;
      });
      groupRows.push([...whom, groups.map(groupName).join('、'), ...owed]);
    }
    for (const { booth, post, step } of intents) {
      const at = fair.booths.find(({ code }) => code === booth);
      const title = at?.posts.find(({ code }) => code === post)?.zh ?? post ?? '';
      intentRows.push([...whom, booth, at?.employer ?? '', title, stepName(step)]);
    }
  }
  const who = [
    ['编号', 14],
    ['姓名', 14],
    ['手机', 16],
  ] as const;
  return [
    {
      name: '重点群体帮扶',
      columns: [...who, ['群体', 30], ...services.map(({ zh }) => [zh, 12] as const)],
      rows: groupRows,
    },
    {
      name: '就业意向',
      columns: [...who, ['展位', 8], ['单位', 34], ['岗位', 24], ['意向', 16]],
      rows: intentRows,
    },
  ];
}

const groupName = (group: string): string =>
  keyGroups.find(({ code }) => code === group)?.zh ?? group;
const stepName = (step: string): string =>
  intentSteps.find(({ code }) => code === step)?.zh ?? step;
