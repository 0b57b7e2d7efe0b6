import type { BoothCommand } from '../../../shared/booth-card.ts';
import { taps } from '../../../shared/deeds.ts';
import type { StationSlot } from '../../../shared/fair.ts';
import { encodePayload, minuteOf, passText } from '../../../shared/pass.ts';
import { makeBoothCard } from '../keys/booth-cards.ts';
import { entranceKeyring } from '../keys/keyring.ts';
import type { SampleFair, SampleThing } from './sample-fair.ts';

/**
 * What the simulated readers of a sample station can be shown: its cards, and at a booth also
 * passes.
 */

const SHOWN_AT_BOOTHS: readonly string[] = [
  'zhou-jianguo',
  'pass-of-other-fair',
  'pass-forged',
  'blank-pass',
  'menu-url',
];
/** The number of people with a pass of the first entrance. */
const VISITORS = 60;
const BOOTHS = 3;

const commands: readonly {
  readonly zh: string;
  readonly en: string;
  readonly command: BoothCommand;
}[] = [
  ...taps.map(({ kind, button }) => ({ ...button, command: { does: kind } })),
  { zh: '第二个岗位', en: 'second post', command: { does: 'post', number: 2 } },
  { zh: '初步意向', en: 'first intent', command: { does: 'intent', step: 'first' } },
  { zh: '撤回', en: 'undo', command: { does: 'undo' } },
  { zh: '无证来访', en: 'walk-in', command: { does: 'walk-in' } },
];

export async function thingsAt(
  { role, serves }: StationSlot,
  sample: SampleFair,
  now: () => number,
): Promise<readonly SampleThing[]> {
  if (role === 'entrance') return sample.things;
  const passes = await visitors(sample, now);
  const plain = sample.things.filter(({ id }) => SHOWN_AT_BOOTHS.includes(id));
  if (role === 'desk') return [...passes, ...deskCards(sample), ...plain];
  return role === 'booth'
    ? [...passes, ...cards(sample, serves ?? []), ...plain]
    : [...passes, ...plain];
}

async function visitors(
  { fair, keys, people }: SampleFair,
  now: () => number,
): Promise<SampleThing[]> {
  const gate = fair.stations[0];
  const passSeed = gate && keys.passKeys.get(gate.slot);
  if (!passSeed) throw new Error('the sample fair has no key for its first gate');
  const keyring = await entranceKeyring(fair, { passSeed, pseudonymKey: keys.pseudonymKey });
  return people.slice(0, VISITORS).map(({ pseudonym, surname, title, maskedName, about }, i) => {
    const payload = encodePayload({
      fair: fair.id,
      pseudonym,
      station: gate.slot,
      minute: minuteOf(now()),
      surname: { text: surname, title },
      ...(about.education && { education: about.education.value }),
      trades: about.trades?.value ?? [],
      reissue: 0,
    });
    return code(`pass-${i + 1}`, passText(payload, keyring.signPass(payload)), {
      zh: `${maskedName}的通行证`,
      en: `Pass of ${maskedName}`,
      note: { zh: '一号门发的真通行证', en: 'A true pass, issued at Gate 1' },
    });
  });
}

function cards({ fair, keys }: SampleFair, booths: readonly string[]): SampleThing[] {
  const card = (booth: string, command: BoothCommand): string =>
    makeBoothCard(fair, { booth, command }, keys.signingKey);
  return booths.slice(0, BOOTHS).flatMap((booth) => [
    code(`booth-card-${booth}`, card(booth, { does: 'bind' }), {
      zh: `${booth} 展位卡`,
      en: `Card of booth ${booth}`,
      note: {
        zh: '扫一下，这把扫码枪就归这个展位',
        en: 'Scanned, it binds the scanner to the booth',
      },
    }),
    ...commands.map(({ zh, en, command }) =>
      code(`command-${booth}-${command.does}`, card(booth, command), {
        zh: `${booth} 指令：${zh}`,
        en: `${booth}: ${en}`,
        note: { zh: '指令卡上的一个码', en: 'One code of the command card' },
      }),
    ),
  ]);
}

function deskCards({ fair, keys }: SampleFair): SampleThing[] {
  return fair.desks.map(({ code: booth, zh, en }) =>
    code(
      `desk-card-${booth}`,
      makeBoothCard(fair, { booth, command: { does: 'bind' } }, keys.signingKey),
      {
        zh: `${zh}台卡`,
        en: `Card of ${en}`,
        note: {
          zh: '扫一下，这把扫码枪就归这个服务台',
          en: 'Scanned, it binds the scanner to the desk',
        },
      },
    ),
  );
}

function code(
  id: string,
  text: string,
  words: Pick<SampleThing, 'zh' | 'en' | 'note'>,
): SampleThing {
  return { id: id.toLowerCase(), kind: 'code', ...words, code: { kind: 'text', text } };
}
