import { refuse, type Refused } from '../../shared/command.ts';
import type { Fair } from '../../shared/fair.ts';
import { readMachineToken } from '../../shared/machine-token.ts';
import { ok, type Result } from '../../shared/result.ts';
import { typedSecret } from './typed-secret.ts';

/** The token that the fair's server gave for a program, from a file or typed. */
export async function givenToken(
  { id }: Pick<Fair, 'id'>,
  file: string | undefined,
): Promise<Result<string, Refused>> {
  const text = await typedSecret(file, '令牌 Token: ');
  if (text === undefined) {
    return refuse(
      '请用 --token-file 给出令牌的文件。在服务器上添加令牌：npx chunfeng server token add。Give the token’s file with --token-file; the server makes one with: npx chunfeng server token add',
    );
  }
  const token = readMachineToken(text);
  if (!token) {
    return refuse('这不是令牌：令牌以 cf1. 开头。This is not a token: a token begins with cf1.');
  }
  if (token.fair === id) return ok(text);
  return refuse(
    `这是另一场招聘会（${token.fair}）的令牌。This token is of another fair (${token.fair}).`,
  );
}
