import { say, type Words } from '../../../shared/say.ts';

/** Text of the way to join without a network: a stick, a strip with its passphrase, and the staff card. */

export const joinStickWords = {
  way: say('没有网络？写到 U 盘', 'No network? To a stick'),
  title: say('让机器用 U 盘加入', 'Let machines join by a stick'),
  how: say(
    '每台机器要三样：U 盘、口令条、工作卡。口令条在写好后打印，和 U 盘分开拿。',
    'Each machine needs three things: the stick, the strip with the passphrase, and the staff card. The strip is printed afterwards; carry it apart from the stick.',
  ),
  which: say('给哪几台', 'For which machines'),
  all: say('全选', 'All of them'),
  none: say('都不选', 'None of them'),
  joined: say('已加入', 'joined'),
  holds: say('U 盘上有什么', 'What is on the stick'),
  holdsKeys: say(
    '每台机器自己的钥匙和密码验证；入口的还有能认出人的钥匙。都用口令锁着，没有求职者的资料',
    'Each machine’s own key and PIN verifiers; an entrance’s also the key that tells people apart. All under the passphrase; nobody’s data',
  ),
  holdsLost: say(
    'U 盘丢了：没有口令条，里面的什么也打不开。U 盘和口令条一起丢了：在“站点”停用这几台，另写一个',
    'Stick lost: without the strip nothing in it opens. Stick and strip lost together: revoke these stations, and write another',
  ),
  holdsUntil: say(
    '文件没有期限，用到停用为止：机器都加入后，请把 U 盘上的文件夹删掉、口令条撕掉',
    'The files do not expire, short of revoking: once the machines are in, delete the folder and tear the strip up',
  ),
  make: (count: number): Words =>
    say(`写 ${count} 台的文件`, `Write ${count === 1 ? 'its file' : `${count} files`}`),
  making: (done: number, total: number): Words =>
    say(
      `正在制作第 ${Math.min(done + 1, total)} 台，共 ${total} 台`,
      `Making ${Math.min(done + 1, total)} of ${total}`,
    ),
  stop: say('停下', 'Stop'),
  stopped: say('停下了，什么也没有写', 'Stopped: nothing was written'),
  notWritten: say('没有写到 U 盘，文件已丢弃', 'Nothing was written; the files are dropped'),
  locked: say('密钥没有打开，没有制作', 'The keys stayed closed: nothing was made'),
  moved: say('站点刚有变动，请再点一次', 'The stations have just changed: please tap once more'),
  unanswered: say('本机没有回应，请再试一次', 'No answer: please try again'),

  written: say('写好了，现在打印口令条', 'Written. Now print the strip'),
  writtenAt: (where: string): Words => say(`已存到 ${where}`, `Saved to ${where}`),
  unzip: (name: string): Words =>
    say(`已下载 ${name}：请解压到 U 盘`, `Downloaded ${name}: unpack it onto the stick`),
  onlyNow: say(
    '口令只在这里显示这一次，没有打印机就抄在纸上，不要存进 U 盘；弄丢了就重新写一个',
    'The passphrase is shown only here and now. Without a printer copy it on paper, never onto the stick; if it is lost, write the stick again',
  ),
  print: say('打印口令条', 'Print the strip'),
  fileName: say('口令条', 'strip'),
  close: say('关闭', 'Close'),

  strip: say('口令条', 'Strip'),
  stripGoes: say(
    '剪下，交给去装机器的人；不和 U 盘放在一起，装完撕掉',
    'Cut it off for the person who sets up machines; never keep it with the stick; tear it up afterwards',
  ),
  stripLabel: say('U 盘的口令', 'The stick’s passphrase'),
  sheet: say('用 U 盘加入', 'Joining by a stick'),
  steps: [
    say(
      '在新机器上打开春风，选“加入招聘会”，点“没有网络？用 U 盘”',
      'On the new machine open Chunfeng, choose to join a fair, then “No network? Use a stick”',
    ),
    say('插 U 盘，选这台机器的名字', 'Plug the stick in, and choose this machine’s name'),
    say('扫口令条的码', 'Scan the code of the strip'),
    say(
      '扫工作卡，屏幕出现站点名称就好了；勾掉它',
      'Scan the staff card: the screen shows the station’s name. Tick it off',
    ),
  ],
  cut: say('沿虚线剪开', 'Cut along the line'),
} as const;
