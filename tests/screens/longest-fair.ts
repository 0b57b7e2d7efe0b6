import { cp, mkdtemp, readFile, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { z } from 'zod';
import { SAMPLE_FAIR } from '../../electron/launch/sample-station.ts';
import { root } from '../journeys/doors.ts';

/** The sample fair with names as long as offices really write them. */

const named = z.looseObject({ zh: z.string(), en: z.string() });
const fairFile = z.looseObject({
  name: named,
  place: named,
  organiser: named,
  stations: z.array(z.looseObject({ slot: z.int(), name: named })),
  booths: z.array(
    z.looseObject({
      employer: z.string(),
      posts: z.array(z.looseObject({ zh: z.string(), place: z.string() })),
    }),
  ),
});
const EMPLOYER = '澜江省汀禾市现代农业与乡村振兴产业发展服务中心有限责任公司';
const POST = '新能源汽车动力电池装配调试技术员（两班倒）';

export async function longestFair(): Promise<string> {
  const resources = await mkdtemp(join(tmpdir(), 'chunfeng-longest-'));
  await cp(join(root, 'resources'), resources, { recursive: true });
  const folder = join(resources, SAMPLE_FAIR);
  const fair = fairFile.parse(JSON.parse(await readFile(join(folder, 'fair.json'), 'utf8')));
  fair.name = {
    zh: '汀禾市“春风行动”暨返乡农民工、高校毕业生专场招聘大会主会场',
    en: 'Tinghe Spring Breeze Job Fair for Returning Workers and Graduates, Main Venue',
  };
  fair.place = {
    zh: '汀禾市云溪新区文化体育中心北广场（柳桥路与澜江大道交叉口东北角）',
    en: 'North Square, Yunxi Culture and Sports Centre, Liuqiao Road and Lanjiang Avenue',
  };
  fair.organiser.zh = '汀禾市人力资源和社会保障局、汀禾市总工会、汀禾市妇女联合会、云溪街道办事处';
  for (const { slot, name } of fair.stations) {
    if (slot === 1)
      Object.assign(name, { zh: '文体中心北广场一号门东侧', en: 'Gate 1 East, North Square' });
  }
  for (const booth of fair.booths) {
    booth.employer = EMPLOYER;
    for (const post of booth.posts)
      Object.assign(post, { zh: POST, place: '汀禾经济技术开发区北园' });
  }
  await writeFile(join(folder, 'fair.json'), JSON.stringify(fair));
  return resources;
}
