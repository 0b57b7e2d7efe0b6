import {
  Command,
  CommanderError,
  type CommandUnknownOpts,
  InvalidArgumentError,
} from '@commander-js/extra-typings';
import { z } from 'zod';
import { fail, type Result } from './result.ts';

/** What all sub-commands share: outcomes, help in both languages, error messages. */

export type Refused = { readonly kind: 'refused'; readonly sentence: string };

/** The sentence that a command ends with, or the reason why it did nothing. */
export type Outcome = Result<string, Refused>;

export const refuse = (sentence: string): { readonly ok: false; readonly fault: Refused } =>
  fail({ kind: 'refused', sentence });

/** Where a command speaks. */
export interface Terminal {
  readonly say: (text: string) => void;
  readonly complain: (text: string) => void;
  /** The program's exit code, once it ends. */
  readonly exitWith: (code: number) => void;
}

/** Prints the outcome of an action. A refusal exits with 1 and prints no stack. */
export function endingAt({ say, complain, exitWith }: Terminal) {
  return <Given extends readonly unknown[]>(action: (...given: Given) => Promise<Outcome>) =>
    async (...given: Given): Promise<void> => {
      const outcome = await action(...given).catch(fileTrouble);
      if (outcome.ok) return say(outcome.value);
      complain(outcome.fault.sentence);
      exitWith(1);
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
function bilingual<Made extends CommandUnknownOpts>(command: Made): Made {
  command
    .helpOption('-h, --help', '显示这份说明 shows this help')
    .helpCommand(false)
    // A fixed width, so that the commands' page is the same on every machine.
    .configureHelp({ helpWidth: 80, styleTitle: (title) => headings[title] ?? title })
    .configureOutput({ outputError: () => undefined })
    .exitOverride();
  return command;
}

/** One sub-command. Its file loads only when it runs, so that starting one doesn't load the rest. */
export interface Entry {
  readonly says: string;
  readonly load: () => Promise<{ readonly command: CommandUnknownOpts }>;
}

export interface Program {
  /** As it is typed. */
  readonly name: string;
  readonly says: string;
  readonly version: string;
  readonly commands: Readonly<Record<string, Entry>>;
  /** What each first word of two stands for. */
  readonly groups: Readonly<Record<string, string>>;
  /** Runs where the arguments name no sub-command, unless they ask for help. */
  readonly byDefault?: string;
}

/** Runs the sub-command that the arguments name; otherwise lists all of them. */
export async function runProgram(
  program: Program,
  argv: readonly string[],
  terminal: Terminal,
): Promise<void> {
  const { commands, byDefault } = program;
  for (const words of [2, 1]) {
    const name = argv.slice(0, words).join(' ');
    const entry = Object.hasOwn(commands, name) ? commands[name] : undefined;
    if (entry)
      return runCommand(await commandOf(program, name, entry), argv.slice(words), terminal);
  }
  const named = byDefault === undefined ? undefined : commands[byDefault];
  const [first = ''] = argv;
  if (byDefault !== undefined && named && !asksForHelp.has(first) && !/^\w/.test(first)) {
    return runCommand(await commandOf(program, byDefault, named), argv, terminal);
  }
  return runCommand(overview(program), argv.length === 0 ? ['--help'] : argv, terminal);
}

const asksForHelp: ReadonlySet<string> = new Set(['--help', '-h', '--version', '-V']);

/** Each sub-command with its options, as `docs/commands.md` prints them. */
export async function everyHelp(program: Program): Promise<ReadonlyMap<string, string>> {
  const helps = new Map<string, string>();
  for (const [name, entry] of Object.entries(program.commands)) {
    const made = await commandOf(program, name, entry);
    helps.set(`${program.name} ${name}`, made.helpInformation());
  }
  return helps;
}

async function commandOf(
  program: Program,
  name: string,
  { says, load }: Entry,
): Promise<CommandUnknownOpts> {
  const { command } = await load();
  return bilingual(command.name(`${program.name} ${name}`).description(says));
}

/** Only for help and errors: it runs nothing. */
function overview({ name, says, version, commands, groups }: Program): CommandUnknownOpts {
  const all = bilingual(new Command(name))
    .description(says)
    .version(version, '-V, --version', '版本 the version');
  for (const [words, entry] of Object.entries(commands)) {
    const [first = '', second] = words.split(' ');
    if (second === undefined) {
      all.addCommand(new Command(first).summary(entry.says));
      continue;
    }
    const known = all.commands.find((group) => group.name() === first);
    const group = known ?? subGroup(all, first, groups[first] ?? '');
    group.addCommand(new Command(second).summary(entry.says));
  }
  return all;
}

function subGroup(all: CommandUnknownOpts, name: string, says: string): CommandUnknownOpts {
  const group = bilingual(new Command(name)).summary(says);
  all.addCommand(group);
  return group;
}

/** Runs a command. Invalid arguments print a sentence and the command's help. */
async function runCommand(
  command: CommandUnknownOpts,
  argv: readonly string[],
  { complain, exitWith }: Terminal,
): Promise<void> {
  try {
    await command.parseAsync([...argv], { from: 'user' });
  } catch (error) {
    if (!(error instanceof CommanderError)) throw error;
    exitWith(error.exitCode);
    const complaint = complaints[error.code];
    if (complaint === undefined) return;
    complain(
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
