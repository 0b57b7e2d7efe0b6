import { readFile } from 'node:fs/promises';
import { dirname, join, resolve } from 'node:path';
import { parse, TomlError } from 'smol-toml';
import type { z } from 'zod';
import { type Refused, refuse } from '../../shared/command.ts';
import { ok, type Result } from '../../shared/result.ts';
import { KEEP_DAYS } from '../watching/log.ts';
import { ARCHIVE_AFTER_DAYS } from '../fairs/retention.ts';
import { nearest } from './nearest.ts';
import {
  expected,
  paths,
  type SettingName,
  settingNames,
  type Settings,
  settingsSchema,
} from './settings.ts';

/** Settings come from a file, and flags win over it. */

type Given = Readonly<Record<string, unknown>>;

/** `flags` as Commander names them; those that are no setting are left out. */
export async function readSettings(
  flags: { readonly settings?: string | undefined } & Given,
  programFolder: string,
): Promise<Result<Settings, Refused>> {
  const file = flags.settings;
  const inFile = file === undefined ? ok({}) : await readToml(resolve(file));
  if (!inFile.ok) return inFile;
  const defaults = {
    data: join(programFolder, 'data', 'server'),
    host: '127.0.0.1',
    port: 5190,
    fair: [],
    proxy: [],
    log_level: 'info',
    log_days: KEEP_DAYS,
    archive_after_days: ARCHIVE_AFTER_DAYS,
  };
  const given = { ...defaults, ...inFile.value, ...settingsAmong(flags) };
  const read = settingsSchema.safeParse(given);
  if (read.success) return ok(read.data);
  return refuse(read.error.issues.flatMap((issue) => sentences(issue, file)).join('\n'));
}

async function readToml(file: string): Promise<Result<Given, Refused>> {
  const text = await readFile(file, 'utf8').catch((error: NodeJS.ErrnoException) => error);
  if (typeof text !== 'string') {
    return refuse(
      `读不到设置文件（${text.code}），请核对路径和权限。The settings file can’t be read (${text.code}): check its path and who may read it. ${file}`,
    );
  }
  try {
    return ok(absolute(parse(text), dirname(file)));
  } catch (error) {
    if (!(error instanceof TomlError)) throw error;
    const [, what] = /^Invalid TOML document: (.*)$/m.exec(error.message) ?? [];
    return refuse(
      `设置文件第 ${error.line} 行第 ${error.column} 个字处写得不对，请改正后再启动。The settings file has a mistake in line ${error.line}, column ${error.column} (${what}): correct it, then start again. ${file}`,
    );
  }
}

function settingsAmong(flags: Given): Given {
  const named = Object.entries(flags)
    .map(([flag, value]) => [settingOf(flag), value] as const)
    .filter(([name, value]) => isSetting(name) && value !== undefined);
  return absolute(Object.fromEntries(named), process.cwd());
}

/** Of `databaseUrlFile`: `database_url_file`. */
const settingOf = (flag: string): string =>
  flag.replaceAll(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`);

function isSetting(name: string): name is SettingName {
  return settingNames.some((known) => known === name);
}

function absolute(given: Given, folder: string): Given {
  const from = (value: unknown): unknown =>
    typeof value === 'string' && value !== '' ? resolve(folder, value) : value;
  return Object.fromEntries(
    Object.entries(given).map(([name, value]) => {
      if (!paths.has(name)) return [name, value];
      return [name, Array.isArray(value) ? value.map(from) : from(value)];
    }),
  );
}

function sentences(issue: z.core.$ZodIssue, file: string | undefined): string[] {
  const where = file === undefined ? '' : ` ${file}`;
  if (issue.code === 'unrecognized_keys') {
    return issue.keys.map((key) => {
      const known = nearest(key, settingNames);
      const [zh, en] = known
        ? [`是不是想写 ${known}？`, `did you mean ${known}?`]
        : [`有这些：${settingNames.join('、')}。`, `there are ${settingNames.join(', ')}.`];
      return `设置里没有 ${key}，${zh}There is no setting ${key}: ${en}${where}`;
    });
  }
  const [name] = issue.path;
  if (typeof name !== 'string' || !isSetting(name)) throw new Error('an issue without a setting');
  const { zh, en } = expected[name];
  return [`设置 ${name} 应当是${zh}。The setting ${name} must be ${en}.${where}`];
}
