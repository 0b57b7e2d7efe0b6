import { electronBinary } from '../../electron/commands/start/electron-binary.ts';
import { fail, ok, type Result } from '../../shared/result.ts';
import { displayMissing } from '../electron/display.ts';
import { type ElectronProgram, programGiven, realElectron } from '../electron/program.ts';
import { root } from '../report/outcome.ts';

export interface ElectronMissing {
  readonly kind: 'not-here';
  readonly why: string;
}

/** Says whether real Electron can run journeys on this machine, and if not, why. */
export function electronHere(): Result<ElectronProgram, ElectronMissing> {
  const given = programGiven();
  if (given) return ok(given);
  const binary = electronBinary(root);
  if (binary === undefined) {
    return fail({
      kind: 'not-here',
      why: '这里没有 Electron 的程序文件 its binary is not on this machine',
    });
  }
  const why = displayMissing();
  return why === undefined ? ok(realElectron('', binary, [root])) : fail({ kind: 'not-here', why });
}
