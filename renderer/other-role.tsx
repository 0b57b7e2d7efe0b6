import type { Role } from '../shared/fair.ts';
import type { Hello } from './station-link.ts';
import { NoticePage } from './ui/notice-page.tsx';
import type { Words } from './ui/text.tsx';

const roles: Readonly<Record<Role, Words>> = {
  entrance: { zh: '签到入口', en: 'an entrance' },
  booth: { zh: '招聘展位', en: 'a booth' },
  desk: { zh: '服务台', en: 'a service desk' },
  organiser: { zh: '主办方', en: 'the organiser' },
  wall: { zh: '大屏', en: 'the wall' },
};

/** Honest about what isn't built: the station is well, its face is missing. */
export function OtherRole({ hello }: { hello: Hello }) {
  const { name, role, slot } = hello.station;
  return (
    <NoticePage
      name="other-role"
      title={{
        zh: `本站是“${roles[role].zh}”，这一版还没有它的界面`,
        en: `This station is ${roles[role].en}; its face is not in this version`,
      }}
      more={{
        zh: `站点 ${slot} · ${name.zh}。请把本机改设为签到入口，或在入口站点上打开。`,
        en: `Station ${slot}, ${name.en}. Start it in an entrance’s slot, or open it at an entrance.`,
      }}
    />
  );
}
