import { closeSync, mkdirSync, openSync, rmSync } from 'node:fs';
import { join } from 'node:path';

/** Whether a station can keep anything in a folder, before it or its window touches it. */

export interface FolderFault {
  readonly kind: 'not-made' | 'not-writable';
  /** The system's own word for it, such as `EACCES`. */
  readonly code: string;
}

/** Makes the folder if it is missing. */
export function folderFault(folder: string): FolderFault | undefined {
  try {
    mkdirSync(folder, { recursive: true, mode: 0o700 });
  } catch (error) {
    return { kind: 'not-made', code: codeOf(error) };
  }
  // The system's answer to a question about rights is wrong on a network share and for root: so write.
  const trial = join(folder, `trial.${process.pid}`);
  try {
    closeSync(openSync(trial, 'w'));
    rmSync(trial);
  } catch (error) {
    return { kind: 'not-writable', code: codeOf(error) };
  }
  return undefined;
}

export function folderFaultSentence({ kind, code }: FolderFault, folder: string): string {
  const [zh, en] =
    kind === 'not-made'
      ? ['数据文件夹建不出来', 'The data folder can’t be made']
      : ['数据文件夹不能写入', 'The data folder can’t be written to'];
  return (
    `${zh}（${code}）：${folder}\n请检查磁盘和权限，或用 --data 指定另一个文件夹。\n` +
    `${en} (${code}). Check the disk and its permissions, or name another folder with --data.`
  );
}

function codeOf(error: unknown): string {
  return error instanceof Error && 'code' in error ? String(error.code) : String(error);
}
