import { constants, open } from 'node:fs/promises';
import { type Refused, refuse } from '../../shared/command.ts';
import { ok, type Result } from '../../shared/result.ts';

/** A secret is a file that nobody but the service's account can read. */

const MOST_BYTES = 64 * 1024;

export async function secretIn(
  file: string,
  /** How many characters it has at least. */
  { least }: { readonly least: number },
): Promise<Result<string, Refused>> {
  const handle = await open(file, constants.O_RDONLY).catch(
    (error: NodeJS.ErrnoException) => error,
  );
  if (handle instanceof Error) {
    return refuse(
      `读不到机密文件（${handle.code}）：它要在，并归运行服务器的账户所有。The file of a secret can’t be read (${handle.code}): it must be there, and belong to the account that runs the server. ${file}`,
    );
  }
  try {
    const { mode, uid, size } = await handle.stat();
    const trouble = openToOthers(file, mode, uid);
    if (trouble) return trouble;
    const text = size > MOST_BYTES ? '' : (await handle.readFile('utf8')).trim();
    if (text.length >= least && !text.includes('\n')) return ok(text);
    return refuse(
      `机密文件里应当只有一行，至少 ${least} 个字符。The file of a secret must hold one line of at least ${least} characters. ${file}`,
    );
  } finally {
    await handle.close();
  }
}

function openToOthers(file: string, mode: number, uid: number) {
  const own = process.getuid?.();
  // Windows has no modes; there the folder's own rights decide.
  if (own === undefined) return undefined;
  if ((mode & 0o077) !== 0) {
    const octal = (mode & 0o777).toString(8).padStart(4, '0');
    return refuse(
      `机密文件别的账户也能读（${octal}），没有用它。请执行 chmod 600 ${file}\nOther accounts can read the file of a secret (${octal}), and it was not used. Run chmod 600 ${file}`,
    );
  }
  if (uid === own || uid === 0) return undefined;
  return refuse(
    `机密文件归别的账户（${uid}）所有，没有用它。请用 chown 把它交给运行服务器的账户。Another account (${uid}) owns the file of a secret, and it was not used. Give it to the account that runs the server with chown. ${file}`,
  );
}
