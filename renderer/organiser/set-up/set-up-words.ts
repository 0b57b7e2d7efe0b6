import type { CallOutput } from '../../../shared/contract/calls.ts';
import type { SetUpTable, SetUpWork } from '../../../shared/contract/setup.ts';
import type { Checklist } from '../../../shared/report/checklist.ts';
import type { Heads } from '../../../shared/fair.ts';
import { say, type Words } from '../../../shared/say.ts';
import { fileFaultWords } from '../../../shared/tables/file-faults.ts';
import { noPeopleWords } from '../../../shared/tables/people/people-finding-words.ts';
import { headsInFull } from '../../../shared/words/heads-words.ts';
import { unreachableWords } from '../../../shared/words/unreachable-words.ts';

type EmployersWork = Extract<SetUpWork, { at: 'employers' }>;

/** Text of the page that sets up a fair. */

export const setUpWords = {
  checklist: say('开门前的检查单', 'Before the doors open'),
  isOpen: (revision: number, employers: number, heads: Heads) =>
    say(
      `第 ${revision} 版：${employers} 家单位，${headsInFull(heads).zh}`,
      `Revision ${revision}: ${employers} employers, ${headsInFull(heads).en}`,
    ),
  splitTitle: (revision: number) =>
    say(`有另一份第 ${revision} 版`, `There is another revision ${revision}`),
  splitMore: (revision: number) =>
    say(
      `另一位主办方从旧文件改出了一份，和这里的对不上。合并以这里的第 ${revision} 版为准，单位和岗位两份都留，任一份停用的站点都停用；那一份里别的改动请在这里再做一次`,
      `Another organiser made it from an older file, and it does not follow the one here. Settling keeps revision ${revision} here, the employers of both, and what either revoked; make the other one’s other changes here once more`,
    ),
  settle: say('合并成新的一版', 'Settle both in a new revision'),
  settleAsk: say('合并这两份？', 'Settle these two?'),
  settleStops: say(
    '这些站点会随之停用，它们的通行证不再有效：',
    'These stations are revoked with it, and their passes no longer count:',
  ),
  settleNot: say('先不合并', 'Not now'),
  notSettled: say(
    '没有合并成：两份都还在，请再打开这一页试一次',
    'Not settled: both are still there. Open this page again and try once more',
  ),
  lock: say('锁上密钥', 'Lock the keys'),
  openKeys: say('打开密钥', 'Open the keys'),
  tables: {
    employers: {
      title: say('单位和岗位', 'Employers and posts'),
      more: say(
        '一行一个岗位。同一张表再导入一次是更新，不会重复；表里没有的岗位照旧',
        'One row for each post. The same table once more updates and doubles nothing; posts that it does not name stay',
      ),
    },
    people: {
      title: say('网上报名的人', 'People who registered on line'),
      more: say(
        '证件号码在这台机器上就地加密；原表请自己保管或删除',
        'ID numbers are sealed on this machine; keep or delete the table itself',
      ),
    },
  } satisfies Record<SetUpTable, { title: Words; more: Words }>,
  template: say('下载空表', 'A table to fill in'),
  choose: say('选择表格', 'Choose a table'),
  cancel: say('停下', 'Stop'),
  leave: say('不导入了', 'Leave it'),
  rowCounts: ({ all, untouched, proposed, emptied, refused }: EmployersWork['rows']) =>
    say(
      `共 ${all} 行：照收 ${untouched} 行，按推荐收 ${proposed} 行（请核对），有格子留空 ${emptied} 行，不能导入 ${refused} 行`,
      `${all} rows: ${untouched} as they are, ${proposed} as proposed (please check), ${emptied} with cells left empty, ${refused} not taken`,
    ),
  ignored: (columns: readonly string[]) =>
    say(
      `不导入的 ${columns.length} 列：${columns.join('、')}`,
      `columns left out: ${columns.length}`,
    ),
  changes: (work: EmployersWork) => {
    const { boothsNew, boothsChanged, postsNew, postsChanged, postsKept } = work.changes;
    return say(
      `单位新增 ${boothsNew}、改动 ${boothsChanged}；岗位新增 ${postsNew}、改动 ${postsChanged}、表里没有而保留 ${postsKept}`,
      `employers: ${boothsNew} new, ${boothsChanged} changed; posts: ${postsNew} new, ${postsChanged} changed, ${postsKept} kept`,
    );
  },
  total: (employers: number, heads: Heads) =>
    say(
      `导入后共 ${employers} 家单位，${headsInFull(heads).zh}`,
      `${employers} employers, ${headsInFull(heads).en} then`,
    ),
  publish: say('签名并发到各站点', 'Sign it, and send it to the stations'),
  people: (count: number) => say(`${count} 人可以导入`, `${count} people can be imported`),
  seal: say('加密并导入', 'Seal and import'),
  sealWithout: (count: number) =>
    say(`跳过有误的 ${count} 行，导入其余`, `Import the rest, leaving out ${count}`),
  station: say('站点', 'Station'),
  close: say('关闭', 'Close'),
  notSaved: say('没有存上，请再试一次', 'Not saved: please try again'),
  revisionFile: say('这一版存到 U 盘', 'Save this revision for sticks'),
  noRevision: say('本机没有签过名的招聘会文件', 'This machine has no signed file of the fair'),
  notTaken: say(
    '新版没有生效，请重新选择表格',
    'It did not come into force: choose the table again',
  ),
  notUndone: say('没有撤销成，请再试一次', 'Not undone: please try again'),
  notMoved: say(
    '新版已生效，但更新的主办方文件没有存下：旧文件仍能打开，下次请继续在这一页改',
    'It is in force, and the organiser’s new file was not kept: the old one still opens; make the next change on this page, too',
  ),
  moved: say(
    '主办方文件也更新了，请用新的一份替换原来的',
    'The organiser’s file moved on too: keep the new one in the place of the old',
  ),
} as const;

export function workWords(work: SetUpWork): Words {
  switch (work.at) {
    case 'reading':
      return say('正在读入…', 'Reading…');
    case 'checking':
      return say('正在逐行检查…', 'Checking each row…');
    case 'refused':
      return {
        'not-a-table': say(
          '这不是表格，要 Excel（.xlsx）或 CSV',
          'This is not a table: an Excel sheet (.xlsx) or CSV is needed',
        ),
        empty: say('文件里没有内容', 'There is nothing in it'),
        'too-large': say('文件超过 64 MB，请分成几份', 'The file is larger than 64 MB: divide it'),
        'no-posts': say(
          '表里没有找到岗位：要有写着“岗位”或“职位”的表头',
          'No posts in it: a heading such as 岗位 or 职位 is needed',
        ),
        newer: say(
          '它由更新版本的春风制作：请更新这台机器的程序',
          'A newer Chunfeng made it: update the program on this machine',
        ),
        failed: say(
          '没有做完，什么都没有导入；请看磁盘空间',
          'Not done, and nothing was imported: look at the disk’s space',
        ),
      }[work.why];
    case 'file-refused':
      return fileFaultWords(work.fault);
    case 'no-people':
      return noPeopleWords(work.missing);
    // A page of its own shows these.
    case 'employers':
    case 'people':
      return say('', '');
    case 'sealing':
      return say(`正在加密 ${work.done} / ${work.of}`, `Sealing ${work.done} of ${work.of}`);
    case 'tabling':
      return say(
        `正在对应姓名和报名码 ${work.done} / ${work.of}`,
        `Putting codes beside names: ${work.done} of ${work.of}`,
      );
    case 'sealed':
      return say(
        `${work.people} 人已导入并加密，各入口联网后自动收到；报名码在下面导出，发给本人`,
        `${work.people} people imported and sealed; entrances take them by themselves. Save the codes below, and send them to the people`,
      );
    case 'people-undone':
      return say(
        `已撤销：那 ${work.people} 人的加密盒、名单包和报名码都删了`,
        `Undone: the sealed boxes, the pack and the codes of those ${work.people} people are deleted`,
      );
    case 'published':
      return publishedWords(work);
    case 'cancelled':
      return say('已停下，什么都没有改', 'Stopped; nothing was changed');
  }
}

function publishedWords({ revision, sent }: Extract<SetUpWork, { at: 'published' }>): Words {
  const zh = `第 ${revision} 版已生效`;
  const en = `Revision ${revision} is in force`;
  if (sent === 'taken') {
    return say(`${zh}，各站点会自行更新`, `${en}; stations hear of it by themselves`);
  }
  if (sent === 'refused') {
    return say(`${zh}，但服务器没有收下`, `${en}, and the server did not take it`);
  }
  if (sent === 'no-server') {
    return say(
      `${zh}；没有服务器，请用 U 盘发到各站点`,
      `${en}; there is no server: take it to the stations by a stick`,
    );
  }
  const why = unreachableWords[sent];
  return say(
    `${zh}，但${why.zh}。请稍后再发，或用 U 盘`,
    `${en}, but ${why.en}. Send it later, or by a stick`,
  );
}

type OfferFault = Extract<CallOutput<'setup.offer'>, { ok: false }>['fault']['kind'];
export const offerFaultWords: Readonly<Record<OfferFault, Words>> = {
  locked: say('请先输入主办方口令', 'The organiser’s passphrase first'),
  'no-server': say(
    '这场招聘会没有服务器：请用 U 盘登记',
    'This fair has no server: enrol by a stick',
  ),
  'no-hub': say(
    '会场中转没有运行：请先在“站点”页打开',
    'The hall’s hub is not running: switch it on first',
  ),
  'unnamed-key': say(
    '招聘会还没有登记中转的证书：请先在“站点”页的会场中转里生成地址码',
    'The fair does not name the hub’s key yet: first make the address code, at the hub on the page of stations',
  ),
  'wrong-token': say('令牌不对', 'That is not the token'),
  'no-such-fair': say('服务器上没有这场招聘会', 'The server does not know this fair'),
  ...unreachableWords,
  'not-our-server': say(
    '回答的不是春风服务器，网络要登录？',
    'That is not a Chunfeng server: a log-in page?',
  ),
  refused: say('服务器没有收下', 'The server did not take it'),
};

type Item = Checklist[number];
const listed = ({ names, count }: Item): string =>
  names.join('、') + (count > names.length ? ` 等 ${count}` : '');

export const checklistWords: Readonly<Record<Item['about'], (item: Item) => Words>> = {
  real: ({ well }) =>
    well
      ? say('是真实的招聘会', 'A real fair')
      : say(
          '这是样例，密钥人人都有：不要用于真实招聘会',
          'A sample, whose keys everyone has: never for a real fair',
        ),
  days: (item) =>
    item.well
      ? say(`日期 ${item.names.join('、')}`, `On ${item.names.join(', ')}`)
      : say('日期已过，请发布新版', 'All its days are past: make a revision'),
  'keep-until': ({ well, names }) =>
    well
      ? say(`个人信息保存到 ${names.join('')}`, `People’s data is kept until ${names.join('')}`)
      : say('保存期早于最后一天', 'Data would be destroyed before the last day'),
  employers: ({ well, count, names: [places, some] }) => {
    const heads = headsInFull({ places: Number(places), some: Number(some) });
    return well
      ? say(`${count} 家单位，${heads.zh}`, `${count} employers, ${heads.en}`)
      : say('还没有单位和岗位，请导入', 'No employer yet: import them');
  },
  gates: ({ well, count }) =>
    well ? say(`${count} 个入口`, `${count} gates`) : say('没有入口站点', 'No station is a gate'),
  'booths-anywhere': ({ count }) =>
    say(
      `${count} 台展位机没有分工：任何一台都可以开任何展位，互相看不到对方的接待记录`,
      `${count} booth stations, each for any booth: none sees what another wrote`,
    ),
  'no-booth-machine': () =>
    say('没有展位机，各展位用纸质登记表', 'No booth station: booths count on paper'),
  'every-booth': (item) =>
    item.well
      ? say('每个展位都有机器负责', 'Every booth has its station')
      : say(`没有机器负责的展位：${listed(item)}`, `Booths that no station serves: ${item.count}`),
  'organiser-pin': ({ well }) =>
    well
      ? say('设了主办方密码', 'There is an organiser’s PIN')
      : say('没有主办方密码：站点改不了用途', 'No organiser’s PIN: no station can change its role'),
  server: ({ well, names }) =>
    well
      ? say(`服务器 ${names.join('')}`, `Server ${names.join('')}`)
      : say(
          '没有设置服务器：各站点自行指定，或用 U 盘收记录',
          'The fair names no server: tell each station, or collect facts by sticks',
        ),
  encrypted: ({ well }) =>
    well
      ? say('传输已加密', 'Nobody reads along on the way')
      : say(
          '服务器地址是 http，传输未加密，请改用 https',
          'The server is http: others can read along; use https',
        ),
  'stations-heard': (item) =>
    item.well
      ? say('站点都联系上了', 'Every station was heard')
      : say(`还没联系上：${listed(item)}`, `Not heard yet: ${item.count}`),
  equipment: (item) =>
    item.well
      ? say('设备都正常', 'All equipment is well')
      : say(`设备需检查：${listed(item)}`, `Equipment to look after: ${item.count}`),
};
