import {
  CommanderError,
  type CommandUnknownOpts,
  InvalidArgumentError,
} from '@commander-js/extra-typings';
import { z } from 'zod';
import { fail, type Result } from '../../shared/result.ts';

/** What all sub-commands share: outcomes, error messages and common options. */

export type Refused = { readonly kind: 'refused'; readonly sentence: string };

/** The sentence that a command ends with, or the reason why it did nothing. */
export type Outcome = Result<string, Refused>;

export const refuse = (sentence: string): { readonly ok: false; readonly fault: Refused } =>
  fail({ kind: 'refused', sentence });

/** Prints the outcome of an action. A refusal exits with 1 and prints no stack. */
export function ending<Given extends readonly unknown[]>(
  action: (...given: Given) => Promise<Outcome>,
): (...given: Given) => Promise<void> {
  return async (...given) => {
    const outcome = await action(...given).catch(fileTrouble);
    if (outcome.ok) {
      console.log(outcome.value);
      return;
    }
    console.error(outcome.fault.sentence);
    process.exitCode = 1;
  };
}

const systemError = z.object({ code: z.string(), syscall: z.string(), path: z.string() });

/** A missing file, a refused permission or a full disk is expected; anything else is a bug. */
function fileTrouble(error: unknown): Outcome {
  const { data } = systemError.safeParse(error);
  if (!data) throw error;
  return refuse(
    `这个文件用不了（${data.code}）：${data.path}\nThis file can’t be used (${data.code}): ${data.path}`,
  );
}

const complaints: Readonly<Record<string, string>> = {
  'commander.unknownCommand': '没有这个命令。',
  'commander.unknownOption': '没有这个选项。',
  'commander.missingMandatoryOptionValue': '缺少必需的选项。',
  'commander.optionMissingArgument': '这个选项后面要写一个值。',
  'commander.missingArgument': '缺少一个参数。',
  'commander.excessArguments': '参数太多。',
  'commander.invalidArgument': '这个值不对。',
};

const headings: Readonly<Record<string, string>> = {
  'Usage:': '用法 Usage:',
  'Options:': '选项 Options:',
  'Arguments:': '参数 Arguments:',
  'Commands:': '命令 Commands:',
};

/** Commander's headings and errors, in both languages. */
export function bilingual<Made extends CommandUnknownOpts>(command: Made): Made {
  command
    .helpOption('-h, --help', '显示这份说明 shows this help')
    .helpCommand(false)
    // A fixed width, so that the commands' page is the same on every machine.
    .configureHelp({ helpWidth: 80, styleTitle: (title) => headings[title] ?? title })
    .configureOutput({ outputError: () => undefined })
    .exitOverride();
  return command;
}

/** Runs a command. Invalid arguments print a sentence and the command's help. */
export async function runs(command: CommandUnknownOpts, argv: readonly string[]): Promise<void> {
  try {
    await command.parseAsync([...argv], { from: 'user' });
  } catch (error) {
    if (!(error instanceof CommanderError)) throw error;
    process.exitCode = error.exitCode;
    const complaint = complaints[error.code];
    if (complaint === undefined) return;
    console.error(
      `${complaint}${error.message.replace(/^error: /, '')}\n说明 Help:  npx ${command.name()} --help`,
    );
  }
}

/** Parses an option's value as a whole number from `least` to `most`. */
export function whole(least: number, most: number): (value: string) => number {
  return (value) => {
    const number = Number(value);
    if (Number.isSafeInteger(number) && number >= least && number <= most) return number;
    throw new InvalidArgumentError(
      `要 ${least} 到 ${most} 的整数 a whole number is needed, from ${least} to ${most}`,
    );
  };
}

/** Collects switches for another program. A word among them is a mistake, such as a forgotten `--`. */
export function switchOnly(value: string, before: readonly string[]): readonly string[] {
  if (value.startsWith('--')) return [...before, value];
  throw new InvalidArgumentError('要以 -- 开头 it must begin with --');
}

/** Collects an option that may be given several times. */
export function several(value: string, before: readonly string[] | undefined): readonly string[] {
  return [...(before ?? []), value];
}

/** Descriptions of options that several commands share. */
export const says = {
  organiser: '主办方文件 the organiser’s file',
  passphrase: '写着它口令的文件；不写就在终端输入 a file with its passphrase; default: typed',
  server: '服务器地址；不写就用招聘会文件里的 the server’s address; default: the fair’s own',
  data: '数据文件夹 the data folder',
} as const;
