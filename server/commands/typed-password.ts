import { readFile } from 'node:fs/promises';
import { createInterface } from 'node:readline/promises';
import { Writable } from 'node:stream';
import { refuse, type Refused } from '../../shared/command.ts';
import { ok, type Result } from '../../shared/result.ts';
import { newPassword } from '../accounts/password-rules.ts';

export interface HowGiven {
  readonly passwordFile?: string | undefined;
  readonly generate?: true | undefined;
}

export interface Given {
  readonly password: string;
  /** What shows a password that the program made; else nothing. */
  readonly made: string;
}

/** A password from a file, made here, or typed twice at the terminal without being shown. */
export async function givenPassword({
  passwordFile,
  generate,
}: HowGiven): Promise<Result<Given, Refused>> {
  if (generate) {
    const password = newPassword();
    return ok({ password, made: `\n密码 password: ${password}` });
  }
  if (passwordFile !== undefined) {
    const password = (await readFile(passwordFile, 'utf8')).replace(/\r?\n$/, '');
    return ok({ password, made: '' });
  }
  if (!process.stdin.isTTY) {
    return refuse(
      '这里没有键盘：请用 --password-file 给出密码，或用 --generate 让程序出一个。There is no keyboard here: give the password with --password-file, or let the program make one with --generate.',
    );
  }
  const [first, second] = await typedTwice();
  if (first === second) return ok({ password: first, made: '' });
  return refuse('两次输入的不一样，什么也没改。The two differ, and nothing was changed.');
}

async function typedTwice(): Promise<readonly [string, string]> {
  const silent = new Writable({ write: (_chunk, _encoding, done) => done() });
  const lines = createInterface({ input: process.stdin, output: silent, terminal: true });
  const typed = async (question: string): Promise<string> => {
    process.stdout.write(question);
    const line = await lines.question('');
    process.stdout.write('\n');
    return line;
  };
  try {
    return [await typed('密码 Password: '), await typed('再输一次 Once more: ')];
  } finally {
    lines.close();
  }
}
