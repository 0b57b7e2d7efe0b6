import { endingAt, type Terminal } from '../../shared/command.ts';

/** The terminal that commands speak at, and what several of them say. */

export const terminal: Terminal = {
  say: (text) => console.log(text),
  complain: (text) => console.error(text),
  exitWith(code) {
    process.exitCode = code;
  },
};

export const ending = endingAt(terminal);

/** Descriptions of options that several commands share. */
export const says = {
  organiser: '主办方文件 the organiser’s file',
  passphrase: '写着它口令的文件；不写就在终端输入 a file with its passphrase; default: typed',
  serverPin:
    '服务器证书的指纹（chunfeng server pin 显示），可写几次 the pin of the server’s certificate; may be repeated',
  server: '服务器地址；不写就用招聘会文件里的 the server’s address; default: the fair’s own',
  data: '数据文件夹 the data folder',
  tokenOrKey:
    '服务器给这个程序的令牌；不写就用主办方的密钥 a file with a token of this program; default: the organiser’s own key',
  token:
    '服务器给这个程序的令牌；不写就在终端输入 a file with the token of this program at the server; default: typed',
} as const;
