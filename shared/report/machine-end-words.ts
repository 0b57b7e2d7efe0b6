import { dayAndTime } from '../calendar.ts';
import { say, type Words } from '../say.ts';
import type { MachineEnd } from './machine-ends.ts';

/** What is known of a machine's end, in words: for the page, and for the certificate. */
export function endWords(end: MachineEnd, utcOffsetMinutes: number): Words {
  const timeText = (ms: number | null): string => {
    if (ms === null) return '';
    const { day, time } = dayAndTime(ms, utcOffsetMinutes);
    return `${day} ${time}`;
  };
  const heard =
    end.heardMs === null ? say('从未联系', 'never heard') : lastHeard(timeText(end.heardMs));
  switch (end.is) {
    case 'here':
      return say('本机', 'this machine');
    case 'confirmed':
      return say(
        `${timeText(end.atMs)} 报告已销毁`,
        `said at ${timeText(end.atMs)} that it is destroyed`,
      );
    case 'unsent':
      return unsentWords(timeText(end.atMs), end.facts);
    case 'wrote-after':
      return say(
        `${timeText(end.atMs)} 报告已销毁，但还有它没提到的记录：可能有另一台机器`,
        `said at ${timeText(end.atMs)} that it is destroyed, yet facts came that it did not name: perhaps another machine`,
      );
    case 'names-more':
      return say(
        `${timeText(end.atMs)} 报告已销毁，但对不上：它提到的记录没有到`,
        `said at ${timeText(end.atMs)} that it is destroyed, which does not match: it names facts that did not come`,
      );
    case 'by-hand':
      return byHandWords(end, timeText(end.atMs));
    case 'revoked':
      return say(`已停用，没有确认；${heard.zh}`, `revoked, not confirmed; ${heard.en}`);
    case 'replaced':
      return say(`已由别的机器接替，没有确认；${heard.zh}`, `replaced, not confirmed; ${heard.en}`);
    case 'silent':
      return say(`没有确认；${heard.zh}`, `not confirmed; ${heard.en}`);
    case 'never':
      return heard;
  }
}

const lastHeard = (at: string): Words => say(`最后联系 ${at}`, `last heard at ${at}`);

function byHandWords({ by: who, facts }: MachineEnd, at: string): Words {
  const lost = facts !== null && facts > 0;
  return say(
    `销毁证明由${who ?? ''}于 ${at} 收到${lost ? `；它报告有 ${facts} 条记录没有送到` : ''}`,
    `${who ?? ''} took in its certificate at ${at}${lost ? `; it said that no server had ${facts} of its facts` : ''}`,
  );
}

function unsentWords(at: string, facts: number | null): Words {
  return facts === null
    ? say(
        `${at} 报告已销毁，记录是否送到不明`,
        `said at ${at} that it is destroyed; whether its facts were sent is unknown`,
      )
    : say(
        `${at} 报告已销毁，有 ${facts} 条记录没有送到`,
        `said at ${at} that it is destroyed, with ${facts} facts that no server had`,
      );
}
