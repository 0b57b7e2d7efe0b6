import { describe, expect, it } from 'vitest';
import { chosenOf, planFor, type Situation, troubleOf } from './plan.ts';

const laptop = { id: 'a1', label: 'Integrated Camera' };
const usb = { id: 'b2', label: 'USB 2.0 Camera' };

const open = (change: Partial<Situation> = {}, switchedOn = true, role = 'booth'): Situation => ({
  connection: 'up',
  hello: { camera: { on: switchedOn, camera: usb }, station: { role } },
  locked: undefined,
  empty: undefined,
  hidden: false,
  lent: false,
  ...change,
});

describe('the camera', () => {
  it.each([
    ['looks at an open station where staff switched it on', open(), 'look'],
    ['is off where they did not', open({}, false), 'off'],
    ['is off before the station has greeted', open({ hello: undefined }), 'off'],
    ['rests while the page is hidden', open({ hidden: true }), 'rest'],
    ['rests while the station is away', open({ connection: 'lost' }), 'rest'],
    ['rests when another page took over', open({ connection: 'replaced' }), 'rest'],
    ['rests at a wall, which reads nothing', open({}, true, 'wall'), 'rest'],
    ['is off at a locked station', open({ hello: undefined, locked: {} }), 'off'],
    [
      'looks for the staff card when asked',
      open({ hello: undefined, locked: {}, lent: true }),
      'look',
    ],
    ['is not lent to a hidden page', open({ locked: {}, lent: true, hidden: true }), 'off'],
  ] as const)('%s', (_name, situation, does) => {
    expect(planFor(situation).do).toBe(does);
  });

  it.each([
    ['that was chosen is taken', [laptop, usb], usb, usb],
    [
      'is known by its label after its id changed',
      [laptop, { ...usb, id: 'c3' }],
      usb,
      { ...usb, id: 'c3' },
    ],
    ['that was pulled out is not replaced by another', [laptop], usb, 'gone'],
    ['is any, if nobody chose', [laptop, usb], null, 'any'],
    ['is any until the system may name them', [{ id: '', label: '' }], usb, 'any'],
  ] as const)('%s', (_name, there, wanted, chosen) => {
    expect(chosenOf(there, wanted)).toEqual(chosen);
  });

  it.each([
    ['NotAllowedError', 'no-permission'],
    ['NotFoundError', 'unplugged'],
    ['OverconstrainedError', 'unplugged'],
    ['NotReadableError', 'held'],
    ['AbortError', 'held'],
    ['TypeError', 'not-opened'],
  ])('refused with %s is %s', (name, trouble) => {
    expect(troubleOf(name)).toBe(trouble);
  });
});
