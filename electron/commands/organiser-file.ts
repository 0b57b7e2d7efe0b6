import { fail, type Result } from '../../shared/result.ts';
import type { Fair } from '../../shared/fair.ts';
import type { FairKeys } from '../station/keys/fair-keys.ts';
import { NEWER_FILE, readFile } from '../../shared/read-known.ts';
import { openOrganiserFile, organiserFileSchema } from '../station/keys/fair-pack.ts';
import { type Refused, refuse } from '../../shared/command.ts';
import { jsonAt } from './json-file.ts';
import { logOf, noteOpening } from './organiser-log.ts';
import { typedSecret } from './typed-secret.ts';

export interface OpenedOrganiser {
  readonly fair: Fair;
  readonly keys: FairKeys;
  readonly passphrase: string;
}

interface OrganiserOptions {
  readonly organiser: string;
  readonly passphraseFile?: string | undefined;
}

/** Opens the organiser's file for a command. The passphrase is typed or read from a file. */
export async function openOrganiser(
  { organiser, passphraseFile }: OrganiserOptions,
  command: string,
): Promise<Result<OpenedOrganiser, Refused>> {
  const file = readFile(organiserFileSchema, await jsonAt(organiser));
  if (!file.ok) {
    return refuse(
      file.fault.kind === 'newer'
        ? NEWER_FILE
        : '这不是主办方文件。This is not an organiser’s file.',
    );
  }
  const passphrase = await typedSecret(passphraseFile, '口令 Passphrase: ');
  if (passphrase === undefined) return refuse('请输入口令。Enter the passphrase.');
  const opened = await openOrganiserFile(file.value, passphrase);
  if (!opened.ok) {
    if (opened.fault.kind === 'wrong-secret') return refuse('口令不对。The passphrase is wrong.');
    return refuse(
      opened.fault.kind === 'newer'
        ? NEWER_FILE
        : '主办方文件损坏或被改过。The organiser’s file is damaged or altered.',
    );
  }
  // Log each opening. If the log can't be written, keep the keys closed.
  const noted = await noteOpening(organiser, command, Date.now()).then(
    () => true,
    () => false,
  );
  if (noted) return { ok: true, value: { ...opened.value, passphrase } };
  return fail({
    kind: 'refused',
    sentence: `旁边的记录写不进去：${logOf(organiser)}。请换到能写的地方，或把损坏的记录另存。The log beside it can’t be written. Move both to a writable place, or rename a damaged log.`,
  });
}
