import { readFile } from 'node:fs/promises';
import { fail, type Result } from '../../shared/result.ts';
import type { Fair } from '../../shared/fair.ts';
import type { FairKeys } from '../station/keys/fair-keys.ts';
import { openOrganiserFile, organiserFileSchema } from '../station/keys/fair-pack.ts';
import { logOf, noteOpening } from './organiser-log.ts';
import { typedSecret } from './typed-secret.ts';

export interface OpenedOrganiser {
  readonly fair: Fair;
  readonly keys: FairKeys;
  readonly passphrase: string;
}

/** Opens the organiser's file with the passphrase that is typed or stands in a file. */
export async function openOrganiserAt(
  path: string,
  passphraseFile: string | undefined,
): Promise<Result<OpenedOrganiser, { readonly kind: 'refused'; readonly sentence: string }>> {
  const refuse = (sentence: string) => fail({ kind: 'refused', sentence });
  const file = organiserFileSchema.safeParse(await json(path));
  if (!file.success) return refuse('这不是主办方文件。This is no organiser’s file.');
  const passphrase = await typedSecret(passphraseFile, '口令 Passphrase: ');
  if (passphrase === undefined) return refuse('请输入口令。The passphrase is needed.');
  const opened = await openOrganiserFile(file.data, passphrase);
  if (opened.ok) {
    // Whoever looks later sees that it was opened; one that can't be noted does not happen.
    const noted = await noteOpening(path, process.argv[1] ?? '', Date.now()).then(
      () => true,
      () => false,
    );
    if (noted) return { ok: true, value: { ...opened.value, passphrase } };
    return refuse(
      `旁边的记录写不进去：${logOf(path)}。请换到能写的地方，或把损坏的记录另存。The log beside it can’t be written: go where it can, or put a damaged one aside.`,
    );
  }
  return refuse(
    opened.fault.kind === 'wrong-secret'
      ? '口令不对。That is not its passphrase.'
      : '主办方文件损坏或被改过。The file is damaged or was altered.',
  );
}

async function json(path: string): Promise<unknown> {
  try {
    return JSON.parse(await readFile(path, 'utf8'));
  } catch {
    return undefined;
  }
}
