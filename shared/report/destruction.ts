import { z } from 'zod';
import { dayAndTime } from '../calendar.ts';
import { canonicalText } from '../canonical.ts';
import { hashOfText } from '../chain.ts';
import { slotSchema } from '../facts.ts';
import { say, type Words } from '../say.ts';
import { endsSum, machineEndSchema } from './machine-ends.ts';
import { endWords } from './machine-end-words.ts';

/** What the certificate of a destruction says, on the screen and on paper. */

/** What was destroyed at a machine, and what stays. */
export const destructionSchema = z.strictObject({
  fair: z.strictObject({ id: z.string(), zh: z.string(), en: z.string(), organiser: z.string() }),
  station: z.strictObject({ slot: slotSchema, zh: z.string(), en: z.string() }),
  keepUntil: z.string(),
  utcOffsetMinutes: z.int(),
  /** By the organiser's signature. */
  signedMs: z.int(),
  /** By this machine's clock. */
  doneMs: z.int(),
  destroyed: z.strictObject({
    boxes: z.int(),
    profiles: z.int(),
    registrations: z.int(),
    notes: z.int(),
    backups: z.int(),
    setAside: z.int(),
    lists: z.int(),
    savedFiles: z.int(),
  }),
  /** They stay, under numbers that no key joins to a person any more. */
  facts: z.int(),
  /** Facts of this machine that no server had; null where it could not tell. Absent from earlier versions. */
  unsent: z.int().nullable().exactOptional(),
  /** Facts of other stations in the hub that ran here, which no server took. */
  left: z.array(z.strictObject({ slot: slotSchema, facts: z.int().nullable() })).exactOptional(),
  /** At the organiser's machine: which others had confirmed their own by then. */
  machines: z.array(machineEndSchema).exactOptional(),
});
export type Destruction = z.infer<typeof destructionSchema>;

export interface CertificateLine {
  readonly about: Words;
  readonly says: Words;
}

export function certificateLines(certificate: Destruction): CertificateLine[] {
  const { fair, station, keepUntil, signedMs, doneMs, utcOffsetMinutes } = certificate;
  const timeText = (ms: number): string => {
    const { day, time } = dayAndTime(ms, utcOffsetMinutes);
    return `${day} ${time}`;
  };
  const same = (text: string): Words => say(text, '');
  return [
    { about: say('招聘会', 'Fair'), says: say(`${fair.zh}（${fair.id}）`, fair.en) },
    { about: say('主办单位', 'Organiser'), says: same(fair.organiser) },
    {
      about: say('机器', 'Machine'),
      says: say(`${station.slot} 号站点 ${station.zh}`, station.en),
    },
    { about: say('保存期到', 'Kept until'), says: same(keepUntil) },
    { about: say('主办方签署的时间', 'Signed by the organiser'), says: same(timeText(signedMs)) },
    {
      about: say('销毁时间（本机时钟）', 'Destroyed, by this clock'),
      says: same(timeText(doneMs)),
    },
    ...(certificate.unsent === undefined
      ? []
      : [
          {
            about: say('没有送到服务器的记录', 'Facts that no server has'),
            says: unsentWords(certificate.unsent),
          },
        ]),
    ...(certificate.left ?? []).map(({ slot, facts }) => ({
      about: say(
        `会场中转里没有转交的（${slot} 号站点）`,
        `Not handed on by the hub (station ${slot})`,
      ),
      says: unsentWords(facts),
    })),
  ];
}

function unsentWords(unsent: number | null): Words {
  if (unsent === null) return say('不明：销毁时问不到服务器', 'unknown: no server could be asked');
  return unsent === 0 ? say('没有', 'none') : say(`${unsent} 条`, `${unsent}`);
}

export function destroyedLines({ destroyed }: Destruction): CertificateLine[] {
  const { boxes, profiles, registrations, notes, backups, setAside, lists, savedFiles } = destroyed;
  const line = (about: Words, count: number, unit: string): CertificateLine => ({
    about,
    says: say(`${count} ${unit}`, ''),
  });
  return [
    { about: say('本机的钥匙', 'Keys of this machine'), says: say('全部', 'all') },
    line(say('加密盒（姓名、证件号码、住址、手机号）', 'Sealed boxes'), boxes, '个'),
    line(say('称呼资料（打星号的姓名、回答）', 'Profiles'), profiles, '份'),
    line(say('网上预约', 'Registrations'), registrations, '份'),
    line(say('展位备注', 'Notes of booths'), notes, '条'),
    line(say('报名名单', 'Lists of registered people'), lists, '份'),
    line(say('备份', 'Backups'), backups, '份'),
    line(say('留存的旧账本', 'Ledgers set aside'), setAside, '份'),
    line(say('存在本机的文件', 'Files saved on this machine'), savedFiles, '个'),
  ];
}

/** Of the whole fair, as the organiser's machine knew it: a machine that is not named here has never been heard. */
export function machineLines({ machines = [], utcOffsetMinutes }: Destruction): CertificateLine[] {
  const others = machines.filter(({ is }) => is !== 'here' && is !== 'never');
  return others.map((end) => ({
    about: say(`${end.slot} 号 ${end.zh}`, end.en),
    says: endWords(end, utcOffsetMinutes),
  }));
}

export const machinesSum = ({ machines }: Destruction): Words | undefined =>
  machines && endsSum(machines);

export const certificateWords = {
  title: say('个人信息销毁证明', 'Certificate of destruction'),
  destroyed: say('已销毁', 'Destroyed'),
  machines: say('全场其他机器（截至本机销毁时）', 'The fair’s other machines, as known then'),
  unlisted: say(
    '从未联系过服务器、也没有交过 U 盘的站点没有列出。',
    'Stations that no server ever heard, and that gave no stick, are not listed.',
  ),
  stays: (facts: number) =>
    say(
      `保留现场记录 ${facts} 条：只有编号，编号用的钥匙已销毁，不能再对应到个人；统计数字由它们得出。`,
      `${facts} facts stay, under numbers that no key joins to a person any more; the figures come from them.`,
    ),
  how: say(
    '钥匙、名单、备份和存下的文件已删除，账本里的个人信息已删除并重写文件。固态硬盘可能留有读不到的残余；要求更高的，请再按单位规定处理硬盘。',
    'Keys, lists, backups and saved files were deleted; the ledger was emptied of people and rewritten. A solid-state disk may hold remnants that no program reads: where more is required, treat the disk by your own rules.',
  ),
  elsewhere: say(
    'U 盘、打印件和发出去的表格不在其内，请另行清点销毁。',
    'Sticks, printed pages and tables that were given away are not included: account for them by hand.',
  ),
  check: say('校验码', 'Digest'),
} as const;

export const certificateDigest = (certificate: Destruction): string =>
  hashOfText(canonicalText(certificate)).slice(0, 16);
