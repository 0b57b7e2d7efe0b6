import { factWords } from '../../../shared/deeds.ts';
import type { Notice } from '../../../shared/contract/station.ts';
import type { PrintFault } from '../../../shared/devices.ts';
import type { Alert } from '../../../shared/report/alerts.ts';
import { say, type Words } from '../../../shared/say.ts';

/** For each alert, what is wrong and what to do at the station. */

const printers: Readonly<Record<PrintFault, Words>> = {
  'no-printer': say('没有选打印机', 'no printer is chosen'),
  'printer-missing': say('找不到打印机，请看连线', 'printer not found: check its cable'),
  'printer-offline': say('打印机没有响应，请看电源', 'printer does not answer: check its power'),
  'out-of-paper': say('打印机没纸了，请带一卷过去', 'printer out of paper: bring a roll'),
  'not-a-printer': say('设的地址不是打印机', 'the address set for it is no printer'),
  'not-printed': say('有一张没有打印出来', 'a ticket was not printed'),
};

const given: Readonly<Record<Extract<Alert, { kind: 'withheld' }>['what'], Words>> = {
  facts: say('记录', 'facts'),
  orders: say('删除令', 'orders of erasure'),
  boxes: say('加密盒', 'sealed boxes'),
};

const notices: Readonly<Record<Notice['kind'], Words>> = {
  'ledger-restored': say('账本损坏过，已从备份恢复', 'its ledger was damaged, and restored'),
  'ledger-new': say(
    '账本损坏，另起了新账本：请找技术人员',
    'its ledger was damaged, a new one begun: call the technicians',
  ),
  'ledger-older': say(
    '账本比原来旧，少了记录：看它的工作人员面板，别急着删文件',
    'its ledger is older than it was: see its staff panel, delete nothing',
  ),
  'ledger-behind': say(
    '账本曾比服务器少，已取回',
    'its ledger lacked facts; the server gave them back',
  ),
  'fair-split': say(
    '收到不一致的招聘会文件，仍使用原文件',
    'it was sent a revision that does not fit, and keeps its own',
  ),
  'station-twice': say(
    '两台机器在用同一个站点号，一台是复制品：请停用一台',
    'two machines work under this slot, one a copy: stop one of them',
  ),
  'ledger-gone': say(
    '账本文件被人删了或移走：请看它的工作人员面板',
    'its ledger’s file was removed: see its staff panel',
  ),
  'disk-failing': say('磁盘读写出错，请看它的工作人员面板', 'its disk fails: see its staff panel'),
  'ledger-failing': say(
    '记录存不进去：请让人走旁边的通道，检查磁盘',
    'facts can’t be saved: send people elsewhere, check its disk',
  ),
  'clock-jumped': say('时钟曾跳变，请核对系统时间', 'its clock jumped: check its time'),
  'backup-failed': say('备份没有成功，请检查磁盘空间', 'backup failed: check its disk’s space'),
  'readers-unavailable': say('读卡器都打不开', 'no reader can be opened'),
  'pass-without-code': say(
    '有通行证没显示二维码，请去看屏幕',
    'a pass had no code: look at its screen',
  ),
  'entrance-freed': say(
    '曾停在等待界面，已自动恢复',
    'was stuck waiting for someone; it has freed itself',
  ),
  'station-restarted': say('程序曾中断，已自动恢复', 'its program stopped, and came back'),
  'log-failing': say('运行日志写不进去，请检查磁盘', 'its log can’t be written: check its disk'),
  undrawable: say(
    '招聘会数据里有显示不出的字：看它的工作人员面板',
    'the fair has characters that can’t be drawn: see its staff panel',
  ),
  'name-unclear': say('有证件的姓名含无法识别的字', 'a card’s name had an unreadable character'),
  'printer-failing': say(
    '打印曾出错，请到它的工作人员面板查看',
    'printing failed: look at its staff panel',
  ),
};

export function alertWords(alert: Alert, clock: (ms: number) => string): Words {
  switch (alert.kind) {
    case 'unauthorised': {
      const named = alert.kinds.map((kind) => factWords[kind]);
      return say(
        `写入了无权写入的记录，${alert.facts} 条未计入（${named.map(({ zh }) => zh).join('、')}）：请到现场查看，密钥可能被盗，可停用此站点`,
        `wrote ${alert.facts} facts that it may not write, counted nowhere (${named.map(({ en }) => en).join(', ')}): go there; if its key was stolen, revoke it`,
      );
    }
    case 'forked':
      return say(
        `记录有分叉，${alert.facts} 条没有计入`,
        `its log is forked: ${alert.facts} facts counted nowhere`,
      );
    case 'revision':
      return say(
        `有两份不同的第 ${alert.revision} 版：在主办方站点“筹备”里合并`,
        `two different revisions ${alert.revision}: settle them in “Set-up” at the organiser’s station`,
      );
    case 'unproven':
      return say(
        `${alert.facts} 条记录没有本人的凭据，没有计入，由 ${alert.from.join('、')} 送来：请让本站点直接连服务器`,
        `${alert.facts} facts without a proof of their person, not counted, sent by ${alert.from.join(', ')}: connect the station to the server directly`,
      );
    case 'withheld': {
      const { zh, en } = given[alert.what];
      return say(
        `${zh}只到了 ${alert.seen}/${alert.of}：请看会场中转，或让本站点直接连服务器`,
        `${alert.seen} of ${alert.of} ${en} have come: check the hub, or connect the station to the server directly`,
      );
    }
    case 'unread':
      return say(
        `版本比这里新，有 ${alert.facts} 条记录这里还不能全部计入：请更新这里的程序，更新后会自动补上`,
        `runs a newer version: ${alert.facts} of its facts can’t be fully counted here. Update the program here, and they will be`,
      );
    case 'silent': {
      const since = clock(alert.sinceMs);
      return say(
        `自 ${since} 起没有消息，请看网络和电源`,
        `not heard since ${since}: check network and power`,
      );
    }
    case 'notice':
      return notices[alert.notice];
    case 'no-reader':
      return say('没有读卡器，也没有扫码枪', 'no reader and no scanner');
    case 'reader':
      return say(
        `${alert.name} 断开了，请重新插一下`,
        `${alert.name} is not working: plug it in again`,
      );
    case 'printer':
      return printers[alert.fault];
    case 'clock': {
      const minutes = Math.abs(alert.minutes);
      return alert.minutes > 0
        ? say(`时钟快了 ${minutes} 分钟，请校时`, `its clock is ${minutes} min ahead: set it`)
        : say(`时钟慢了 ${minutes} 分钟，请校时`, `its clock is ${minutes} min behind: set it`);
    }
    case 'battery':
      return say(
        `电池只剩 ${alert.percent}%，请插上电源`,
        `battery at ${alert.percent}%: plug it in`,
      );
    case 'version':
      return say(
        `版本 ${alert.version} 和别的站点不一样`,
        `runs another version: ${alert.version}`,
      );
  }
}
