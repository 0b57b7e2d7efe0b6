import { copyFile, glob, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { program } from '../../electron/commands/chunfeng.ts';
import { program as server } from '../../server/commands/program.ts';
import { everyHelp } from '../../shared/command.ts';
import { projectFolder } from '../../electron/commands/places.ts';
import { factsForStick } from '../../electron/station/sync/facts-on-a-stick.ts';
import { newPassphrase, organiserFile } from '../../electron/station/keys/fair-pack.ts';
import { randomness } from '../../electron/station/keys/randomness.ts';
import { staffCardText } from '../../shared/staff-card.ts';
import { central, personOf } from '../central.ts';
import { numberOf } from '../people-list.ts';
import { chunfeng, succeeds } from './terminal.ts';

/** Story: a clerk runs a fair from a terminal, from an empty table to the end of the retention period. */

const GATE = 1;
let desk = '';
let organiser: string[] = [];
let made = '';
const onDesk = (name: string): string => join(desk, name);
const place = () => ['--data', onDesk('station')];

beforeAll(async () => {
  desk = await mkdtemp(join(tmpdir(), 'chunfeng-terminal-'));
  await copyFile(join(projectFolder, 'resources/fairs/draft.json'), onDesk('draft.json'));
  made = await succeeds('fair create', ['--from', onDesk('draft.json'), '--out', onDesk('fair')]);
  const [forOrganiser = '', forStations = ''] = made.match(/[0-9A-Z-]{29}/g) ?? [];
  await writeFile(onDesk('passphrase'), forOrganiser);
  await writeFile(onDesk('stations-passphrase'), forStations);
  organiser = [
    '--organiser',
    onDesk('fair/organiser.json'),
    '--passphrase-file',
    onDesk('passphrase'),
  ];
});
afterAll(() => rm(desk, { recursive: true }));

describe('a fair run from a terminal', () => {
  it('imports employers from a table that the template explains', async () => {
    await succeeds('employers template', ['--out', onDesk('employers.xlsx')]);
    const table = ['--file', onDesk('employers.xlsx'), '--draft', onDesk('draft.json')];
    const before = await readFile(onDesk('draft.json'), 'utf8');
    expect(await succeeds('employers import', table)).toContain('还没有写入');
    expect(await readFile(onDesk('draft.json'), 'utf8')).toBe(before);
    await succeeds('employers import', [...table, '--sure']);
    expect(await readFile(onDesk('draft.json'), 'utf8')).toContain('某某电子有限公司');
  });

  it('tries tables without a fair, each by itself', async () => {
    const good = onDesk('posts.csv');
    await writeFile(
      good,
      '公司名称,职位名称,招工人数,薪资（K）\n永晟电子,普工,5名,4-6\n永晟电子,,3,\n',
    );
    await writeFile(onDesk('picture.xlsx'), Buffer.from('\u0089PNG\r\n', 'latin1'));
    const files = [good, onDesk('picture.xlsx'), onDesk('nowhere.xlsx')];
    const lines = await succeeds('employers try', files);
    expect(lines.trim().split('\n')).toHaveLength(4);
    expect(lines).toContain('2 行 rows：照收 untouched 0，待确认 proposed 1，未导入 refused 1');
    const tried: unknown = JSON.parse(await succeeds('employers try', [...files, '--json']));
    expect(tried).toMatchObject([
      {
        file: good,
        opened: true,
        rows: 2,
        proposed: 1,
        refused: 1,
        emptied: 0,
        ignoredColumns: [],
      },
      { opened: false, rows: 0, findings: [{ kind: 'not-a-table' }] },
      { opened: false },
    ]);
  });

  it('tries a list of people and gives it back marked, without saying who they are (T63, T69)', async () => {
    const list = onDesk('名单.csv');
    await writeFile(list, `学生姓名,身份证号,手机\n王小芳,${numberOf(1)},1380013\n`);
    const said = await succeeds('people try', [list, '--json', '--marked', onDesk('marked')]);
    const tried: unknown = JSON.parse(said);
    expect(tried).toMatchObject([
      { rows: 1, emptied: 1, refused: 0, findings: [{ row: 2, column: '手机', read: '' }] },
    ]);
    for (const secret of ['王小芳', numberOf(1), '1380013']) expect(said).not.toContain(secret);
    expect(await readdir(onDesk('marked'))).toEqual(['名单（有标记）.xlsx']);
  });

  it('sets columns otherwise by their headings, and says which are there (T78)', async () => {
    const posts = onDesk('门槛.csv');
    await writeFile(posts, '单位名称,岗位名称,招聘人数,门槛\n永晟电子,普工,5,一年以上\n');
    const set = ['--column', '门槛=工作经验'];
    const tried: unknown = JSON.parse(await succeeds('employers try', [posts, ...set, '--json']));
    expect(tried).toMatchObject([{ rows: 1, ignoredColumns: [] }]);
    const wrong = ['--column', '入门=工作经验'];
    expect(await succeeds('employers try', [posts, ...wrong])).toContain('有的是：单位名称、');
    const list = onDesk('号码.csv');
    await writeFile(list, `姓名,手机,号码\n王小芳,,${numberOf(1)}\n`);
    expect(await succeeds('people try', [list])).toContain('有一列像证件号码');
    const number = ['--column', '号码=证件号码'];
    expect(await succeeds('people try', [list, ...number])).toContain(
      '1 行 rows：照收 untouched 1',
    );
    expect(await chunfeng('people try', [list, '--column', '号码=月亮'])).toMatchObject({
      code: 1,
    });
  });

  it('never writes new keys over old ones', async () => {
    const again = await chunfeng('fair create', ['--out', onDesk('fair')]);
    expect(again).toMatchObject({ code: 1, out: '' });
    expect(again.err).toContain('没有动它');
  });

  it('prints booth cards and blank passes', async () => {
    await succeeds('fair cards', [...organiser, '--out', onDesk('cards.html')]);
    await succeeds('fair blanks', [...organiser, '--count', '3', '--out', onDesk('blanks.html')]);
    expect(await readFile(onDesk('cards.html'), 'utf8')).toContain('指令卡');
    expect((await readFile(onDesk('blanks.html'), 'utf8')).match(/<svg/g)).toHaveLength(3);
  });

  it('seals the registered people, or names the faulty row', async () => {
    const table = onDesk('people.csv');
    const args = [...organiser, '--file', table, '--out', onDesk('people')];
    await writeFile(table, '姓名,证件号码\n王小芳,810000199003070010\n');
    expect((await chunfeng('people import', args)).err).toContain('第 2 行');
    await writeFile(table, '姓名,证件号码\n王小芳,810000199003070015\n');
    expect(await succeeds('people import', args)).toContain('1 人已加密');
    for (const file of await readdir(onDesk('people'))) {
      expect(await readFile(join(onDesk('people'), file), 'utf8')).not.toContain('王小芳');
    }
  });

  it('makes the documents on personal information that an organiser signs', async () => {
    const args = ['--fair', onDesk('fair/fair.json'), '--out', onDesk('assessment.html')];
    expect(await succeeds('fair assessment', args)).toContain('签字');
    expect(await readFile(onDesk('assessment.html'), 'utf8')).toContain('影响评估');
  });

  it('opens its files only with the right passphrase', async () => {
    await writeFile(onDesk('wrong'), 'not the passphrase');
    const args = [
      '--organiser',
      onDesk('fair/organiser.json'),
      '--passphrase-file',
      onDesk('wrong'),
    ];
    const refused = await chunfeng('fair time', [...args, '--out', onDesk('time.json')]);
    expect(refused).toMatchObject({ code: 1, out: '' });
    expect(refused.err).toContain('口令不对');
  });

  it('lets a station take a revision, and destroy data only by signed time', async () => {
    const [, fair = ''] = /id ([0-9a-f]+)/.exec(made) ?? [];
    const secret = new Uint8Array(32).fill(7);
    await writeFile(onDesk('card'), staffCardText({ fair, secret }));
    const file = ['--file', onDesk('fair/stations/station-01.json')];
    const secrets = [
      '--passphrase-file',
      onDesk('stations-passphrase'),
      '--card-file',
      onDesk('card'),
    ];
    await succeeds('station enrol', [...file, ...secrets, ...place()]);
    const twice = await chunfeng('station enrol', [...file, ...secrets, ...place()]);
    expect(twice.err).toContain('已经登记过');
    expect(await succeeds('data inventory', place())).toContain('本站点的钥匙');
    expect((await chunfeng('data restore', place())).err).toContain('没有备份');

    const copy = onDesk('organiser-copy.json');
    await copyFile(onDesk('fair/organiser.json'), copy);
    const revision = onDesk('revision-2.json');
    await succeeds('fair revise', [...organiser, '--revoke', '2', '--out', revision]);
    const revise = ['--file', revision, ...place()];
    expect(await succeeds('station revise', revise)).toContain('停用 revoked: 2');
    expect((await chunfeng('station revise', revise)).err).toContain('或更新的版本');
    // Another organiser revises an old copy of the file; the first one settles both.
    const other = onDesk('other-2.json');
    await succeeds('fair revise', [
      '--organiser',
      copy,
      '--passphrase-file',
      onDesk('passphrase'),
      '--revoke',
      '3',
      '--out',
      other,
    ]);
    const split = await chunfeng('station revise', ['--file', other, ...place()]);
    expect(split.err).toContain('两份不同的修订');
    const settled = onDesk('revision-3.json');
    await succeeds('fair revise', [...organiser, '--settle', other, '--out', settled]);
    expect(await succeeds('station revise', ['--file', settled, ...place()])).toContain(
      '停用 revoked: 2, 3',
    );
    const again = onDesk('revision-4.json');
    await succeeds('fair revise', [...organiser, '--reinstate', '3', '--out', again]);
    expect(await succeeds('station revise', ['--file', again, ...place()])).toContain(
      '停用 revoked: 2',
    );

    await succeeds('fair time', [...organiser, '--out', onDesk('time.json')]);
    const early = await chunfeng('station retire', ['--time', onDesk('time.json'), ...place()]);
    expect(early.err).toContain('还没有过');
  });

  it('delivers facts from a stick to the server, and names a wrong file', async () => {
    const fair = await central(onDesk('central'), undefined);
    try {
      const { keys, fair: ofSample } = fair.sample;
      const what = { means: 'card', lane: 'self' } as const;
      await fair.write(GATE, [{ happening: { kind: 'checkin', what }, person: personOf(1) }]);
      const passSeed = keys.passKeys.get(GATE) ?? new Uint8Array();
      const store = await fair.storeOf(GATE);
      const stick = await factsForStick({ fair: ofSample, slot: GATE, passSeed, store });
      await writeFile(onDesk('facts.json'), stick);
      const secret = newPassphrase(randomness());
      const passKeys = [...keys.passKeys].map(([slot, seed]) => ({ slot, seed }));
      const own = await organiserFile(ofSample, { ...keys, passKeys }, secret, randomness());
      await writeFile(onDesk('sample.json'), JSON.stringify(own));
      await writeFile(onDesk('sample-passphrase'), secret);
      const options = ['--organiser', onDesk('sample.json'), '--server', fair.url];
      const said = await chunfeng('facts import', [
        ...options,
        '--passphrase-file',
        onDesk('sample-passphrase'),
        onDesk('facts.json'),
        onDesk('passphrase'),
      ]);
      expect(said.code).toBe(1);
      expect(said.err).toContain('1 条记录已在服务器上');
      expect(said.err).toContain('不是站点的记录文件');
      expect(await fair.storage.db.selectFrom('fact').selectAll().execute()).toHaveLength(1);
    } finally {
      await fair.close();
    }
  });
});

describe('a terminal command', () => {
  it('shows its help in both languages', async () => {
    const { code, out } = await chunfeng('fair blanks', ['--help']);
    expect(code).toBe(0);
    expect(out).toContain('用法 Usage: chunfeng fair blanks');
    expect(out).toContain('主办方文件 the organiser’s file');
  });

  it('is documented with all options in docs/commands.md', async () => {
    // After an intended change: npx vitest run tests/commands -u
    await expect(await commandsPage()).toMatchFileSnapshot('../../docs/commands.md');
  });

  it('is run by at least one test', async () => {
    const runs = new Set<string>();
    for await (const file of glob('tests/**/*.ts', { cwd: projectFolder })) {
      const text = await readFile(join(projectFolder, file), 'utf8');
      for (const [, name = ''] of text.matchAll(/(?:chunfeng|succeeds|stays)\(\s*'([a-z ]+)'/g)) {
        runs.add(name);
      }
    }
    expect(Object.keys(program.commands).filter((name) => !runs.has(name))).toEqual([]);
  });

  it('suggests the right name when misspelt', async () => {
    const { code, err } = await chunfeng('fair crate', []);
    expect(code).toBe(1);
    expect(err).toContain('没有这个命令');
    expect(err).toContain('create');
  });

  it('lists all commands when called without a name', async () => {
    const { code, out } = await chunfeng('', []);
    expect(code).toBe(0);
    expect(out).toContain('招聘会 the fair');
  });

  it('explains when a file cannot be read', async () => {
    const args = [...organiser, '--file', onDesk('nowhere.xlsx'), '--out', onDesk('elsewhere')];
    const { code, err } = await chunfeng('people import', args);
    expect(code).toBe(1);
    expect(err).toMatch(/^没有这个文件，或读不了/);
    expect(err).not.toContain('    at ');
  });
});

/** `docs/commands.md`: the help of each command, in the order of a fair. */
async function commandsPage(): Promise<string> {
  const helps = [...(await everyHelp(program)), ...(await everyHelp(server))];
  const sections = helps.map(
    ([name, help]) => `## ${name.replace(/^chunfeng /, '')}\n\n\`\`\`\n${help}\`\`\`\n`,
  );
  return [
    '# 命令 Commands\n',
    '`npx chunfeng COMMAND`，加 `--help` 看说明。`npx chunfeng` lists them; each explains itself with `--help`.',
    'This page is made from that help: `npx vitest run tests/commands -u` writes it again.\n',
    ...sections,
  ].join('\n');
}
