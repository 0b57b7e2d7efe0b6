import { fileURLToPath } from 'node:url';
import { electronBinary } from '../../electron/commands/start/electron-binary.ts';
import { fail, ok, type Result } from '../../shared/result.ts';

export interface ElectronMissing {
  readonly kind: 'not-here';
  readonly why: string;
}

/** Says whether real Electron can run journeys on this machine, and if not, why. */
export function electronHere(): Result<string, ElectronMissing> {
  const binary = electronBinary(fileURLToPath(new URL('../../', import.meta.url)));
  if (binary === undefined) {
    return fail({
      kind: 'not-here',
      why: '这里没有 Electron 的程序文件 its binary is not on this machine',
    });
  }
  const { DISPLAY, WAYLAND_DISPLAY } = process.env;
  if (process.platform === 'linux' && DISPLAY === undefined && WAYLAND_DISPLAY === undefined) {
    return fail({ kind: 'not-here', why: '没有显示器 there is no display (try xvfb-run)' });
  }
  return ok(binary);
}
