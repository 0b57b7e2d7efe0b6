import { say } from '../../shared/say.ts';

export const checkWords = {
  stands: say(
    '核对通过：它所依据的记录都在，没有被改动',
    'It stands: the records it was computed from are all here, unaltered',
  ),
  altered: say(
    '核对不通过：服务器上的记录和发布时不一样',
    'It does not stand: the records here are not those of its publication',
  ),
  withdrawn: (when: string) =>
    say(
      `主办方已于 ${when} 撤回这份通稿，请不要再引用`,
      `Its organiser withdrew this bulletin on ${when}: please quote it no more`,
    ),
  reason: say('理由', 'Reason:'),
  compare: say(
    '请把上面的文字和您手里的逐字比较。',
    'Please compare the text above with yours, word for word.',
  ),
  seen: say('发布时：', 'When it was published:'),
  since: (count: number) =>
    say(`之后又到了 ${count} 条记录，不在其中`, `${count} facts came later and are not in it`),
  nothingSince: say('之后没有新的记录', 'Nothing came since'),
  proves: say(
    '它证明：这段文字是服务器按各站点签名的记录算出来的；每条链到发布时的末尾，现在重算一遍都对得上。',
    'It proves that this server computed the text from records that stations signed, and that each of their chains, walked again just now, still leads to the end that it had.',
  ),
  provesNot: say(
    '它不证明：每条记录在现实中确有其事；也不证明没到的站点里有什么。',
    'It does not prove that what was recorded happened, nor what stations hold that had not been heard.',
  ),
  digest: say('校验码', 'Digest'),
  none: say('没有发布过这一份', 'No such bulletin was published here'),
  noneMore: say('请核对二维码或网址', 'Please check the code or the address'),
  away: say('现在连不上服务器', 'The server can’t be reached just now'),
  awayMore: say('请过一会儿再打开', 'Please open this again in a while'),
} as const;
