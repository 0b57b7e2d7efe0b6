import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import type { FaceEvent } from '../../shared/contract/arrival.ts';
import type { Bridge } from '../../shared/contract/bridge.ts';
import type { Arrival, Welcome } from '../../shared/contract/people.ts';
import { fairKinds } from '../../shared/fair-kinds.ts';
import { stationClient } from '../link/client.ts';
import { draftFrom } from './draft.ts';
import { attendeeKiosk, type Kiosk } from './kiosk.ts';

const first: Arrival = {
  arrival: 'a'.repeat(16),
  means: 'card',
  greeting: { by: 'name', maskedName: '周*国' },
};
const next: Arrival = {
  arrival: 'b'.repeat(16),
  means: 'card',
  greeting: { by: 'name', maskedName: '夏*' },
};
const pass: Welcome = {
  arrival: first.arrival,
  greeting: first.greeting,
  anonymous: false,
  pass: { text: 'CF1:ONE', shortCode: 'K7M2-Q9' },
  answers: {},
  phoneLeft: false,
  byCard: true,
  byPass: false,
  groupsAgreed: false,
  lane: 'self',
};

/** A station that answers, in the order of the calls, when the test says so. */
function stationInHand() {
  const open: ((value: unknown) => void)[] = [];
  let emit: (name: string, payload: unknown) => void = () => undefined;
  const bridge: Bridge = {
    call: () => new Promise((resolve) => open.push((value) => resolve({ ok: true, value }))),
    listen(listener) {
      emit = listener;
      return () => undefined;
    },
  };
  return {
    client: stationClient(bridge),
    scan: (arrival: Arrival): void => {
      const face: FaceEvent = { kind: 'arrival', arrival };
      emit('face', face);
    },
    /** Answers the oldest waiting call, and returns after everything that follows at once. */
    async answer(value: unknown): Promise<void> {
      open.shift()?.(value);
      await vi.advanceTimersByTimeAsync(0);
    },
  };
}

const shown = (kiosk: Kiosk): string => {
  const { step } = kiosk.getState();
  return step.at === 'consent' ? `consent of ${step.arrival.arrival.charAt(0)}` : step.at;
};

describe('a scan during a save', () => {
  beforeEach(() => vi.useFakeTimers());
  afterEach(() => vi.useRealTimers());

  /** The first person has agreed, and their pass is on its way. */
  function agreed() {
    const station = stationInHand();
    const kiosk = attendeeKiosk(
      station.client,
      () => undefined,
      () => 'n'.repeat(16),
    );
    kiosk.listen();
    station.scan(first);
    void kiosk.consent(first.arrival, true);
    return { station, kiosk };
  }

  it('waits until the pass was seen', async () => {
    const { station, kiosk } = agreed();
    station.scan(next);
    expect(shown(kiosk)).toBe('consent of a');
    await station.answer({ ok: true, value: pass });
    expect(shown(kiosk)).toBe('welcome');
    await vi.advanceTimersByTimeAsync(1_100);
    expect(shown(kiosk)).toBe('welcome');
    await vi.advanceTimersByTimeAsync(200);
    expect(shown(kiosk)).toBe('consent of b');
  });

  it('behind a pass survives a save of answers', async () => {
    const { station, kiosk } = agreed();
    station.scan(next);
    await station.answer({ ok: true, value: pass });
    // They open the questions and finish before the pass counts as seen.
    void kiosk.beginQuestions(fairKinds.recruitment.asks);
    await station.answer({});
    void kiosk.sendAnswers(draftFrom({}, fairKinds.recruitment.asks));
    await vi.advanceTimersByTimeAsync(600);
    await station.answer({ ok: true, value: pass });
    await vi.advanceTimersByTimeAsync(5_000);
    expect(shown(kiosk)).toBe('consent of b');
  });

  it('behind a pass appears only once while answers are saved', async () => {
    const { station, kiosk } = agreed();
    station.scan(next);
    await station.answer({ ok: true, value: pass });
    void kiosk.beginQuestions(fairKinds.recruitment.asks);
    await station.answer({});
    void kiosk.sendAnswers(draftFrom({}, fairKinds.recruitment.asks));
    await vi.advanceTimersByTimeAsync(1_300);
    expect(shown(kiosk)).toBe('consent of b');
    const { turn } = kiosk.getState();
    await station.answer({ ok: true, value: pass });
    await vi.advanceTimersByTimeAsync(5_000);
    expect(shown(kiosk)).toBe('consent of b');
    // Shown once: the step that they have begun does not begin again.
    expect(kiosk.getState().turn).toBe(turn);
  });

  it('survives a save that fails', async () => {
    const { station, kiosk } = agreed();
    station.scan(next);
    await station.answer({ ok: false, fault: { kind: 'disk-full' } });
    expect(shown(kiosk)).toBe('not-saved');
    await vi.advanceTimersByTimeAsync(1_300);
    expect(shown(kiosk)).toBe('consent of b');
  });
});

it('a yes to one person’s question never counts for the next person', async () => {
  const station = stationInHand();
  const kiosk = attendeeKiosk(
    station.client,
    () => undefined,
    () => 'n'.repeat(16),
  );
  kiosk.listen();
  station.scan(next);
  await kiosk.consent(first.arrival, true);
  expect(kiosk.getState().step).toMatchObject({ at: 'consent', arrival: next, saving: 'no' });
});
