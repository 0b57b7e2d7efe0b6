import { beforeAll, describe, expect, it } from 'vitest';
import { signerOf, staffCardText } from '../../../shared/staff-card.ts';
import { type EnrolmentCode, enrolmentCodeText } from '../../../shared/sync/enrolment.ts';
import { makeFairKeys } from '../keys/fair-keys.ts';
import { type StationFile, stationFileSchema, stationFile } from '../keys/fair-pack.ts';
import { randomness } from '../keys/randomness.ts';
import { loadSampleFair, type SampleFair } from '../sample/sample-fair.ts';
import { SAMPLE_FAIR } from '../sample/sample-station.ts';
import {
  faceOf,
  type JoinedPlace,
  type Joining,
  type JoiningEvent,
  nextJoining,
} from './joining.ts';

const PASSPHRASE = '8F3KQ-0A1B2-C3D4E-F5G6H-J7K8M';
let sample: SampleFair;
let file: StationFile;
let place: JoinedPlace;
let code: EnrolmentCode;
beforeAll(async () => {
  sample = await loadSampleFair(`${import.meta.dirname}/../../../resources/${SAMPLE_FAIR}`);
  const { fair, keys } = sample;
  const own = { ...makeFairKeys([3], randomness()), signingKey: keys.signingKey };
  file = stationFileSchema.parse(
    JSON.parse(JSON.stringify(await stationFile(fair, own, 3, PASSPHRASE, randomness()))),
  );
  const station = fair.stations.find(({ slot }) => slot === 3);
  if (!station) throw new Error('the sample has no slot 3');
  place = {
    signed: file.fair,
    fair,
    station,
    secrets: { passSeed: new Uint8Array(32) },
    known: {},
  };
  code = {
    server: 'https://192.168.1.5:8443',
    fair: fair.id,
    code: 'a'.repeat(32),
    passphrase: PASSPHRASE,
    pins: [],
  };
});

const signed = (id: string, signingKey: string): string =>
  staffCardText({
    fair: id,
    secret: new Uint8Array(32).fill(7),
    signer: signerOf(signingKey),
  });
const card = (fair: string): string => staffCardText({ fair, secret: new Uint8Array(32).fill(7) });
const scan = (text: string): JoiningEvent => ({ do: 'scan', text });
const whose = () => ({ fair: place.fair, station: place.station });
const wantsPassphrase = (): Joining => ({ at: 'passphrase', file, whose: whose() });

describe('joining', () => {
  it('goes from the code over the staff card to the station', () => {
    let now: Joining = { at: 'idle' };
    const then = (event: JoiningEvent): string => (now = nextJoining(now, event)).at;
    expect(then({ do: 'begin' })).toBe('code');
    expect(then(scan(enrolmentCodeText(code)))).toBe('fetching');
    expect(then({ do: 'fetched', file })).toBe('unwrapping');
    expect(then({ do: 'unwrapped', place })).toBe('card');
    expect(then(scan(card(sample.fair.id)))).toBe('enrolling');
    expect(then({ do: 'enrolled' })).toBe('idle');
  });

  it('refuses the card of another fair, also where that one imitates the fair’s number', () => {
    const { id, signingKey } = sample.fair;
    const at: Joining = { at: 'card', place };
    expect(nextJoining(at, scan(signed(id, signingKey))).at).toBe('enrolling');
    for (const other of [signed(id, 'A'.repeat(43)), card('00000000')]) {
      expect(nextJoining(at, scan(other))).toMatchObject({ said: 'card-of-other-fair' });
    }
  });

  it('takes a stick’s passphrase typed or from the sheet’s code', () => {
    const typed = nextJoining(wantsPassphrase(), {
      do: 'passphrase',
      text: '8f3kq oaib2 c3d4e f5g6h j7k8m',
    });
    expect(typed).toMatchObject({ at: 'unwrapping', passphrase: PASSPHRASE });
    const scanned = nextJoining(wantsPassphrase(), scan(enrolmentCodeText(code)));
    expect(scanned).toMatchObject({ at: 'unwrapping', passphrase: PASSPHRASE });
  });

  it.each<[string, () => Joining, () => JoiningEvent, object]>([
    [
      'a pass instead of the code',
      () => ({ at: 'code' }),
      () => scan('CF1:ABC'),
      { at: 'code', said: 'not-an-enrolment-code' },
    ],
    [
      'a code that was cut off',
      () => ({ at: 'code' }),
      () => scan('CFE1:ABC'),
      { at: 'code', said: 'damaged-code' },
    ],
    [
      'the staff card too early',
      () => ({ at: 'code' }),
      () => scan(card(sample.fair.id)),
      { at: 'code', said: 'card-too-early' },
    ],
    [
      'a network that is lost',
      () => ({ at: 'fetching', code }),
      () => ({ do: 'failed', why: 'no-network' }),
      { at: 'code', said: 'no-network', again: true },
    ],
    [
      'a code of yesterday',
      () => ({ at: 'fetching', code }),
      () => ({ do: 'failed', why: 'expired' }),
      { at: 'code', said: 'expired', again: false },
    ],
    [
      'a code that another machine used',
      () => ({ at: 'fetching', code }),
      () => ({ do: 'failed', why: 'taken' }),
      { at: 'code', said: 'taken', again: false },
    ],
    [
      'a full disk at the code',
      () => ({ at: 'fetching', code }),
      () => ({ do: 'failed', why: 'disk-full' }),
      { at: 'code', said: 'disk-full', again: true },
    ],
    [
      'a wrong passphrase',
      () => ({ at: 'unwrapping', file, passphrase: 'x', whose: whose() }),
      () => ({ do: 'failed', why: 'wrong-secret' }),
      { at: 'passphrase', said: 'wrong-secret' },
    ],
    [
      'a file that its code does not open',
      () => ({ at: 'unwrapping', file, passphrase: 'x', code }),
      () => ({ do: 'failed', why: 'wrong-secret' }),
      { at: 'code', said: 'altered' },
    ],
    [
      'a pass instead of the card',
      () => ({ at: 'card', place }),
      () => scan('CF1:ABC'),
      { at: 'card', said: 'not-a-staff-card' },
    ],
    [
      'a misread card',
      () => ({ at: 'card', place }),
      () => ({ do: 'misread' }),
      { at: 'card', said: 'damaged-card' },
    ],
    [
      'another fair’s card',
      () => ({ at: 'card', place }),
      () => scan(card('00000000')),
      { at: 'card', said: 'card-of-other-fair' },
    ],
    [
      'a full disk at the card',
      () => ({ at: 'enrolling', place, card: '' }),
      () => ({ do: 'failed', why: 'disk-full' }),
      { at: 'card', said: 'disk-full' },
    ],
  ])('says what to do about %s, and the step can be taken again', (_what, before, event, face) => {
    expect(faceOf(nextJoining(before(), event()))).toMatchObject(face);
  });

  it.each<[string, () => Joining, string]>([
    ['the card', () => ({ at: 'card', place }), 'code'],
    ['the passphrase', wantsPassphrase, 'code'],
    ['a fetch that hangs', () => ({ at: 'fetching', code }), 'code'],
    ['the code', () => ({ at: 'code' }), 'idle'],
    // What is on the disk already is not undone by a tap.
    ['writing', () => ({ at: 'enrolling', place, card: '' }), 'enrolling'],
  ])('goes back from %s', (_what, before, to) => {
    expect(nextJoining(before(), { do: 'back' }).at).toBe(to);
  });

  it('says in whose place the machine will work', () => {
    const standIn = { ...place, fair: { ...place.fair, replaced: [{ slot: 4, by: 3 }] } };
    expect(faceOf({ at: 'card', place: standIn })).toMatchObject({
      station: { slot: 3, role: 'booth' },
      standsFor: { slot: 4 },
    });
    expect(faceOf({ at: 'card', place })).toMatchObject({ standsFor: null });
  });

  it('ignores an answer that comes after somebody went back', () => {
    const code0: Joining = { at: 'code' };
    for (const late of [
      { do: 'fetched', file },
      { do: 'unwrapped', place },
    ] as const) {
      expect(nextJoining(code0, late)).toBe(code0);
    }
  });

  it('shows the page no code, passphrase or key', () => {
    const states: Joining[] = [
      { at: 'code', again: code },
      { at: 'fetching', code },
      wantsPassphrase(),
      { at: 'unwrapping', file, passphrase: PASSPHRASE, code },
      { at: 'card', place },
      { at: 'enrolling', place, card: card(sample.fair.id) },
    ];
    const shown = JSON.stringify(states.map(faceOf));
    expect(shown).not.toContain(PASSPHRASE);
    expect(shown).not.toContain('a'.repeat(32));
    expect(shown).not.toContain('CFK1');
  });
});
