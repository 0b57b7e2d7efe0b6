import { z } from 'zod';
import { calls, type CallName, type CallOutput } from '../../../shared/contract/calls.ts';
import type { Greeting } from '../../../shared/contract/people.ts';
import type { Step } from '../acts.ts';
import type { Call } from '../place.ts';
import { atIdle, LONGEST_REST_MS, screenInWords } from '../rest.ts';
import { type Moment, type Rule, wireTouched } from './rule.ts';

/** What the attendee's screens owe to each person. */

const given = z.object({ arrival: z.string(), consent: z.boolean() });
const typedPhone = z.object({ phone: z.string() });

/** The answer to the newest call of that name. */
function answers<N extends CallName>(all: readonly Call[], name: N): CallOutput<N>[] {
  const schema: { readonly [M in CallName]: { readonly output: z.ZodType<CallOutput<M>> } } = calls;
  return all.flatMap((call) => {
    if (call.name !== name || !call.reply.ok) return [];
    return [schema[name].output.parse(call.reply.value)];
  });
}

const faces = ({ events }: Moment) =>
  events.flatMap((event) => (event.name === 'face' ? [event.payload] : []));

function called(greeting: Greeting): string {
  switch (greeting.by) {
    case 'name':
      return greeting.maskedName;
    case 'digits':
      return greeting.lastFour;
    case 'nothing':
      return '';
  }
}

const READING_MS = 350;

/** Nothing is written about a person before they agree to a question that they had time to read. */
export function consentFirst(): Rule {
  const asked = new Map<string, string>();
  return {
    name: 'nobody is checked in without their consent',
    check(moment) {
      const { seen, calls: made, facts } = moment;
      for (const face of faces(moment)) {
        if (face.kind === 'arrival') asked.set(face.arrival.arrival, called(face.arrival.greeting));
      }
      for (const answer of answers(made, 'arrival.keypad')) {
        if (answer.ok) asked.set(answer.value.arrival, called(answer.value.greeting));
      }
      const broken: string[] = [];
      let agreed = 0;
      for (const call of made) {
        if (call.name !== 'arrival.consent' || !call.reply.ok) continue;
        const { arrival, consent } = given.parse(call.input);
        const [answer] = answers([call], 'arrival.consent');
        if (!consent || !answer?.ok) continue;
        agreed += 1;
        const name = asked.get(arrival) ?? 'someone who was never asked';
        const tap = seen.find(
          ({ label, step, title, stoodFor }) =>
            step === 'consent' &&
            label.startsWith('同意') &&
            title.includes(name) &&
            stoodFor >= READING_MS,
        );
        if (tap) continue;
        const taps = seen.map(
          ({ label, step, title, stoodFor }) => `“${label}” at ${step} ${title}, ${stoodFor} ms`,
        );
        broken.push(`${name} was checked in by: ${taps.join('; ') || 'no tap'}`);
      }
      const welcomed = faces(moment).filter(({ kind }) => kind === 'welcome').length;
      const written = facts.filter(
        ({ fact }) =>
          fact.kind === 'checkin' && fact.what.means !== 'anonymous' && !fact.what.refines,
      ).length;
      if (written > agreed + welcomed) {
        broken.push(`${written} check-ins, ${agreed} consents and ${welcomed} known people`);
      }
      return broken;
    },
  };
}

/**
 * Every pass that was written has been on the screen. A known person whose answer was lost can come again
 * and see theirs; an anonymous pass would be lost for good.
 */
export function writtenIsShown(): Rule {
  const shown = new Set<string>();
  let owed: string[] = [];
  return {
    name: 'a checked-in person sees their pass',
    check(moment) {
      for (const code of moment.codes) shown.add(code);
      const lost = wireTouched(moment);
      for (const { fact, number } of moment.facts) {
        if (fact.kind !== 'checkin' || fact.what.refines) continue;
        if (!lost || fact.what.means === 'anonymous') owed.push(number);
      }
      owed = owed.filter((number) => !shown.has(number));
      // While the connection is cut, or changed in this very step, the answer may still arrive.
      if (moment.cut || lost) return [];
      const missed = owed;
      owed = [];
      return missed.map((number) => `${number} was written, and no pass of it was seen`);
    },
  };
}

/** No step blocks a station for good. */
export function backToIdle(): Rule {
  let rested = 0;
  return {
    name: 'the screen returns to idle',
    check({ step, look }) {
      const rests = step.kind === 'rest' && !atIdle(look);
      rested = rests ? rested + passed(step) : 0;
      return rested > LONGEST_REST_MS ? [screenInWords(look)] : [];
    },
  };
}

const passed = ({ acts }: Step): number =>
  acts.reduce((sum, act) => sum + (act.do === 'pass' ? act.ms : 0), 0);

/** At idle the station accepts the next person. */
export const nextIsServed: Rule = {
  name: 'the next person is served',
  check({ step, look }) {
    const served = look.step === 'consent' || look.step === 'welcome';
    return step.kind === 'next' && !served ? [screenInWords(look)] : [];
  },
};

/** Two touches on one spot, as unsure hands do, must not throw away what the first touch opened. */
export const passStays: Rule = {
  name: 'a double tap leaves the pass on the screen',
  check({ step, codes, look }) {
    const gone = step.kind === 'double tap' && codes.length > 0 && look.step === 'idle';
    return gone ? [`${codes.join(', ')} was there and is gone`] : [];
  },
};

/** Short texts match anything. */
const TELLING = 2;

/** At idle nothing about the previous person is left. */
export function nobodyLeft(): Rule & { secrets(): readonly string[] } {
  const secrets = new Set<string>();
  const keep = (text: string): void => {
    if (text.length >= TELLING) secrets.add(text);
  };
  return {
    name: 'nothing about a person remains at idle',
    secrets: () => [...secrets],
    check(moment) {
      const { look, calls: made } = moment;
      for (const face of faces(moment)) {
        if (face.kind === 'arrival') keep(called(face.arrival.greeting));
        if (face.kind === 'bound') keep(face.shortCode);
        if (face.kind === 'welcome') keepWelcome(face.welcome);
      }
      for (const answer of answers(made, 'arrival.keypad')) {
        if (answer.ok) keep(called(answer.value.greeting));
      }
      for (const answer of [
        ...answers(made, 'arrival.consent'),
        ...answers(made, 'arrival.nameless'),
        ...answers(made, 'arrival.answer'),
      ]) {
        if (answer.ok) keepWelcome(answer.value);
      }
      for (const { name, input } of made) {
        if (name === 'arrival.keypad') keep(z.object({ number: z.string() }).parse(input).number);
        const phone = name === 'arrival.answer' ? typedPhone.safeParse(input) : undefined;
        if (phone?.success) keep(phone.data.phone);
      }
      return [...secrets]
        .filter((secret) => look.left.includes(secret))
        .map((secret) => `“${secret.slice(0, 24)}” is still there`);
    },
  };

  function keepWelcome(
    welcome: Extract<CallOutput<'arrival.nameless'>, { ok: true }>['value'],
  ): void {
    keep(called(welcome.greeting));
    keep(welcome.pass.shortCode);
    keep(welcome.pass.text);
  }
}
