import { anything } from '../shared/tally/testing/written-facts.ts';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import {
  type AnswerName,
  answerNames,
  type Answers,
  answersSchema,
  answerTable,
  isOnLive,
} from '../shared/answers.ts';
import type { Choice } from '../shared/codes.ts';
import { myDaySchema } from '../shared/contract/people.ts';
import { groupsConsent } from '../shared/consents.ts';
import { fairKinds } from '../shared/fair-kinds.ts';
import { type DayView, dayView } from '../shared/report/day-view.ts';
import { sheetsOf } from '../shared/report/sheets.ts';
import { ofKind } from '../shared/tally/tally.ts';
import { checkIn, completeAnswers, type CheckingIn } from '../electron/station/entrance/checkin.ts';
import { myDay } from '../electron/station/entrance/my-day.ts';
import { entranceKeyring } from '../electron/station/keys/keyring.ts';
import { randomness } from '../electron/station/keys/randomness.ts';
import { readRoster, rosterTemplate } from '../electron/station/people/roster.ts';
import { loadSampleFair } from '../electron/station/sample/sample-fair.ts';
import { type Database, openDatabase } from '../electron/station/store/database.ts';
import { openLedger } from '../electron/station/store/ledger.ts';
import { migrate } from '../electron/station/store/migrations/index.ts';
import { openPeople } from '../electron/station/store/people.ts';
import { draftFrom, isAnswered, tap } from '../renderer/attendee/draft.ts';
import { rowsOf } from '../renderer/attendee/my-day-words.ts';
import { tablesOf } from '../renderer/organiser/figures/breakdown-tables.ts';
import { liveLines } from '../renderer/organiser/figures/on-live.ts';

/** Follows each answer from a tap on a chip to a figure in the export, through the real modules. */

const NOW = 1_803_690_000_000;
const zhou = '349981196805209014';

let folder: string;
let db: Database;
let desk: CheckingIn;

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'chunfeng-answers-'));
  const { fair, keys } = await loadSampleFair(
    join(import.meta.dirname, '../resources/fairs/street-market'),
  );
  const passSeed = keys.passKeys.get(1);
  if (!passSeed) throw new Error('the sample has no first station');
  db = openDatabase(join(folder, 'station.db'));
  migrate(db);
  const ledger = openLedger(db, {
    fair: fair.id,
    slot: 1,
    utcOffsetMinutes: 480,
    authority: () => anything,
    revision: () => 1,
    now: () => NOW,
    randomBytes: randomness(),
    onClockJump: () => undefined,
  });
  desk = {
    fair,
    slot: 1,
    keyring: await entranceKeyring(fair, { pseudonymKey: keys.pseudonymKey, passSeed }),
    store: { ledger, people: openPeople(db) },
    now: () => NOW,
    onTrouble: (error) => expect.fail(String(error)),
  };
});
afterEach(async () => {
  db.close();
  await rm(folder, { recursive: true });
});

/** Taps the first choice. */
function tapped<N extends AnswerName>(name: N): { answers: Answers; choice: Choice<string> } {
  const [choice] = answerTable[name].list;
  if (!choice) throw new Error(`${name} has no choices`);
  const draft = tap(draftFrom({}, [name]), name, choice.code);
  expect(isAnswered(draft)).toBe(true);
  return { answers: draft.answers, choice };
}

async function saved(answers: Answers) {
  const person = {
    pseudonym: '11'.repeat(16),
    means: 'card',
    greeting: { by: 'nothing' },
    maskedName: '周*国',
    surname: { text: '周', title: 'mr' },
    about: {},
    reissue: 0,
    consented: true,
  } as const;
  const checkedIn = await checkIn(desk, person, 'self');
  if (!checkedIn.ok) throw new Error(checkedIn.fault.kind);
  const agreed = { ...checkedIn.value, groups: { consent: groupsConsent.version } };
  const done = await completeAnswers(desk, agreed, answers, undefined);
  if (!done.ok) throw new Error(done.fault.kind);
  return done.value;
}

/** How many people the organiser's page shows of a choice, in each place that has it. */
function peopleOnPage(view: DayView, name: AnswerName, code: string): (number | undefined)[] {
  if (isOnLive(name)) {
    const lines = liveLines[name](view);
    return lines.filter((line) => line.code === code).map(({ people }) => people);
  }
  const { title, slice } = answerTable[name];
  return tablesOf(view)
    .filter((table) => table.title === title && table.columns.includes('people'))
    .flatMap(({ lines }) => lines.filter((line) => line.slice === `${slice}:${code}`))
    .map(({ cells }) => cells.people);
}

describe.each(answerNames)('the answer %s', (name) => {
  const { slice, kept, sheet, columns, most, ofDeeds } = answerTable[name];

  it('stands in the specification of facts as it is counted (F5)', async () => {
    const facts = await readFile(join(import.meta.dirname, '../docs/facts.md'), 'utf8');
    const rows = facts.split('\n').map((line) => line.split('|').map((cell) => cell.trim()));
    const row = rows.find(([, first]) => first?.split(' ')[0] === `\`${name}\``);
    const several = most === Number.POSITIVE_INFINITY ? 'codes' : `up to ${most} codes`;
    const value = most === 1 ? 'a code' : several;
    expect(row?.slice(2, 5)).toEqual([value, `\`${slice}:\``, ofDeeds ? 'yes' : 'no']);
  });

  it('is asked at some kind of fair', () => {
    expect(Object.values(fairKinds).flatMap<string>(({ asks }) => asks)).toContain(name);
  });

  it('goes from a tap into the fact and back to the person', async () => {
    const { answers, choice } = tapped(name);
    const { person, welcome } = await saved(answersSchema.parse(answers));
    expect(welcome.answers).toEqual(answers);

    const facts = desk.store.ledger.factsOfPerson(person.pseudonym).map(({ chained }) => chained);
    expect(ofKind(facts, 'checkin').at(-1)?.what.about).toEqual({
      [name]: {
        value: answers[name],
        from: 'declared',
        ...(name === 'groups' && { consent: groupsConsent.version }),
      },
    });

    const rows = rowsOf(myDaySchema.parse(myDay(desk, person)));
    const row = rows.find((each) => each.name === kept);
    expect(row?.value).toEqual({ zh: choice.zh, en: choice.en });
    expect(row?.from?.zh).toBe('您自己说的');
  });

  it('is counted in the day, on the organiser’s page and in the export', async () => {
    const { answers, choice } = tapped(name);
    await saved(answers);
    const { fair, store } = desk;
    expect(store.ledger.tally('all', 'attendees', `${slice}:${choice.code}`)).toBe(1);

    const rows = [
      { scope: 'all', figure: 'attendees', slice: `${slice}:${choice.code}`, value: 1 },
    ];
    const coverage = { stations: [], forks: [], heads: [] };
    const view = dayView({ fair, scope: 'all', scopes: [], rows, coverage, nowMs: NOW });
    expect(view.answers[name].filter(({ people }) => people > 0)).toEqual([
      { code: choice.code, people: 1, intentPeople: 0, resumes: 0, intents: 0 },
    ]);
    expect(peopleOnPage(view, name, choice.code)).toEqual([1]);
    const own = sheetsOf(fair, view, rows).find((each) => each.name === sheet);
    const line = own?.rows.find(([first]) => first === choice.zh);
    expect(line).toContain(1);
  });

  it('is imported from the template’s column of a people list', async () => {
    expect(rosterTemplate.columns.map(([heading]) => heading)).toContain(columns[0]);
    const { answers, choice } = tapped(name);
    const list = `姓名,证件号码,${columns[0]}\n周建国,${zhou},${choice.zh}\n`;
    const today = { year: 2027, month: 2, day: 20 };
    const read = await readRoster(Buffer.from(list), today);
    expect(read).toMatchObject({ ok: true, value: { findings: [] } });
    expect(read.ok && read.value.people[0]?.about).toEqual({
      [name]: { value: answers[name], from: 'imported' },
    });
  });
});
