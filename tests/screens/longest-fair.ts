import { cp, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { z } from 'zod';
import { SAMPLE_FAIR } from '../../electron/station/sample/sample-station.ts';
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
      code: z.string(),
      zone: z.string(),
      employer: z.string(),
      posts: z.array(z.looseObject({ code: z.string(), zh: z.string(), place: z.string() })).min(1),
    }),
  ),
  desks: z.array(
    z.looseObject({
      ...named.shape,
      topics: z.array(named),
      leaflets: z.array(named),
    }),
  ),
});
const EMPLOYER = '澜江省汀禾市现代农业与乡村振兴产业发展服务中心有限责任公司';
const POSTS = [
  '新能源汽车动力电池装配调试技术员（两班倒）',
  '高标准农田水利设施运行维护管理员（包食宿）',
  '养老护理与社区日间照料中心护理主管（长白班）',
  '跨境电商直播运营及售后客服专员（大小周）',
  '冷链物流仓储叉车驾驶员兼装卸班班长（夜班）',
  '智能制造数控机床操作工（可带薪培训三个月）',
] as const;
const STATIONS: ReadonlyMap<number, z.infer<typeof named>> = new Map([
  [1, { zh: '文体中心北广场一号门东侧', en: 'Gate 1 East, North Square' }],
  [4, { zh: '文体中心北广场A区一号招聘台', en: 'Zone A Booths, Counter 1, North Square' }],
  [7, { zh: '文体中心南广场公共就业服务台', en: 'Employment Service Desks, South Square' }],
]);
const DESK = {
  zh: '劳动保障监察与劳动争议调解仲裁',
  en: 'Labour inspection, mediation and arbitration of labour disputes',
};
const TOPIC = {
  zh: '用人单位招用就业困难人员社会保险补贴申领',
  en: 'Social insurance subsidy for employers who hire people in difficulty',
};
const LEAFLET = {
  zh: '高校毕业生等青年就业创业扶持政策明白纸',
  en: 'Guide to support for graduates and other young people',
};
const ZONE = '现代农业与综合服务业展区';

/** Returns the resources of such a fair, in the folder `at`, which its caller removes. */
export async function longestFair(at: string): Promise<string> {
  const resources = join(at, 'longest');
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
  for (const { slot, name } of fair.stations) Object.assign(name, STATIONS.get(slot));
  for (const booth of fair.booths) {
    booth.employer = EMPLOYER;
    booth.zone = `${ZONE}${booth.zone}`;
    const [first] = booth.posts;
    booth.posts = POSTS.map((zh, n) => ({
      ...(booth.posts[n] ?? first),
      code: `${booth.code}-${n + 1}`,
      zh,
      place: '汀禾经济技术开发区北园',
    }));
  }
  const [desk] = fair.desks;
  if (desk) Object.assign(desk, DESK);
  for (const { topics, leaflets } of fair.desks) {
    Object.assign(topics[0] ?? {}, TOPIC);
    Object.assign(leaflets[0] ?? {}, LEAFLET);
  }
  await writeFile(join(folder, 'fair.json'), JSON.stringify(fair));
  return resources;
}
