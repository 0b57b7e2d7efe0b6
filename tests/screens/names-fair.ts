import { cp, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { z } from 'zod';
import { SAMPLE_FAIR } from '../../electron/station/sample/sample-station.ts';
import { checkCharacter } from '../../shared/id-number.ts';
import { root } from '../journeys/doors.ts';

/** The sample fair with everybody's name: on cards, on booths and on the way there. */

export const NAMES: readonly string[] = [
  '李　明',
  '张三（女）',
  '李',
  '欧阳',
  '单于婉',
  '淳于意',
  '𬍛',
  '㛃晓',
  '𠮷田',
  '䶮一鸣',
  '阿依古丽·买买提',
  '买买提江阿不都热合曼艾尼瓦尔江',
  'John SMITH',
  '王\u200B\u202E芳',
  'ئابدۇللا مەمەت',
  'བསོད་ནམས',
  '陈?',
];

const RAREST = NAMES.indexOf('𬍛');

const fairFile = z.looseObject({
  booths: z.array(
    z.looseObject({ employer: z.string(), posts: z.array(z.looseObject({ zh: z.string() })) }),
  ),
});

export const cardOf = (at: number): string => `named-${at}`;

/** Returns the resources of such a fair, in the folder `at`, which its caller removes. */
export async function namesFair(at: string): Promise<string> {
  const resources = join(at, 'names');
  await cp(join(root, 'resources'), resources, { recursive: true });
  const folder = join(resources, SAMPLE_FAIR);
  const fair = fairFile.parse(JSON.parse(await readFile(join(folder, 'fair.json'), 'utf8')));
  for (const [at, booth] of fair.booths.entries()) {
    // The wall shows five at once: the rarest.
    const name = NAMES[(at + RAREST) % NAMES.length] ?? '';
    booth.employer = `${name}（汀禾）餐饮管理服务有限责任公司`;
    for (const post of booth.posts) post.zh = `${post.zh}·${name}`;
  }
  await writeFile(join(folder, 'fair.json'), JSON.stringify(fair));
  const things: unknown[] = z
    .array(z.unknown())
    .parse(JSON.parse(await readFile(join(folder, 'things.json'), 'utf8')));
  await writeFile(
    join(folder, 'things.json'),
    JSON.stringify([...NAMES.map((name, at) => card(name, at)), ...things]),
  );
  return resources;
}

function card(name: string, at: number) {
  const digits = `34998119900101${String(100 + at)}`;
  const note = { zh: '姓名', en: 'A name' };
  return {
    id: cardOf(at),
    kind: 'card',
    zh: `第 ${at + 1} 张`,
    en: `Card ${at + 1}`,
    note,
    card: {
      kind: 'id-card',
      card: {
        type: 'citizen',
        name,
        sex: at % 2 === 0 ? 'male' : 'female',
        nation: '01',
        birth: '1990-01-01',
        address: '澜江省汀禾市云溪街道㛃园路1号',
        number: digits + checkCharacter(digits),
        authority: '汀禾市公安局',
        validFrom: '2020-01-01',
        validUntil: '长期',
      },
    },
  };
}
