import type { WallFigure } from '../../shared/report/wall.ts';
import type { Heads } from '../../shared/fair.ts';
import { type Paid, payWords } from '../../shared/pay.ts';
import { say, type Words } from '../../shared/say.ts';
import { headsWords } from '../../shared/words/heads-words.ts';

/** Longer words would run over their neighbours. */
const MOST_ON_WALL = 12;

export const wallWords = {
  title: say('大屏', 'The wall'),
  figures: {
    attendees: say('今天到场', 'Here today'),
    visits: say('展位接待', 'Visits to booths'),
    resumes: say('收到简历', 'Résumés'),
    intents: say('达成意向', 'Intents'),
    booths: say('到场单位', 'Employers'),
  } satisfies Record<WallFigure, Words>,
  units: { attendees: '人', visits: '人次', resumes: '份', intents: '人次', booths: '家' },
  posts: say('正在招', 'Hiring now'),
  left: (count: number | null) =>
    count === null ? say('招若干人', 'some wanted') : say(`还要 ${count} 人`, `${count} wanted`),
  pay: (paid: Paid) => {
    if (paid.pay) return payWords(paid).zh;
    if (paid.payText === undefined) return '工资面议';
    return paid.payText.length <= MOST_ON_WALL ? paid.payText : '薪资见展位';
  },
  where: say('去哪里', 'Where to go'),
  zone: (booths: number, heads: Heads) => {
    const { zh, en } = headsWords(heads);
    return say(`${booths} 家，${zh}`, `${booths} employers, ${en}`);
  },
  trades: say('需求最多的工种', 'Most wanted'),
  people: '人',
  asOf: (time: string) => say(`数字截至 ${time}`, `as of ${time}`),
  stale: (time: string) =>
    say(`连不上服务器，这是 ${time} 的数字`, `No server: these are the figures of ${time}`),
  waiting: say('还没有收到数字', 'No figures yet'),
  close: say('回到主办方页面', 'Back to the organiser’s pages'),
} as const;
