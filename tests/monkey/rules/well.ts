import { type Moment, type Rule, wireTouched } from './rule.ts';

/** The page and the station are healthy. */

const OF_THE_WIRE = /Failed to load resource|net::ERR|ERR_CONNECTION|ERR_INTERNET/;

export const well: Rule = {
  name: 'page and station are healthy',
  check(moment) {
    const { troubles, complaints, restless, url } = moment;
    const said = complaints.filter((line) => !(wireTouched(moment) && OF_THE_WIRE.test(line)));
    return [
      ...troubles.map((trouble) => `the station noted: ${trouble}`),
      ...said.map((complaint) => `the page complained: ${complaint}`),
      ...(restless === '' ? [] : [`never came to rest: ${restless}`]),
      ...(url.startsWith('http') ? [] : ['the browser shows a page of its own']),
    ];
  },
};

export const inPlace: Rule = {
  name: 'the screen stays as it is',
  check({ look: { scale, scrolled } }: Moment) {
    return [
      ...(scale === 1 ? [] : [`enlarged ${scale.toFixed(2)} times`]),
      ...scrolled.map((what) => `scrolled for good: ${what}`),
    ];
  },
};

export const dialogs: Rule = {
  name: 'a dialog can be closed',
  check: ({ look }) =>
    look.dialogs.filter(({ wayOut }) => !wayOut).map(({ label }) => `no way out of “${label}”`),
};

/** A phone cannot read a code with fewer dots. */
const LEAST_DOTS = 4;

export const passShown: Rule = {
  name: 'a pass shows its code',
  check({ look: { pass } }) {
    if (!pass) return [];
    if (pass.dots < LEAST_DOTS) return [`${pass.dots} dots a module`];
    return pass.inside ? [] : ['its code is cut off'];
  },
};

/** The delay that the page itself promises. */
const SETTLES_AFTER_MS = 350;

export const unhurried: Rule = {
  name: 'a tap applies to what its finger saw',
  check: ({ accepted }) =>
    accepted.flatMap(({ down: seen, label, turn }) => {
      if (!seen || seen.turn === '') return [];
      if (seen.turn !== turn) return [`“${label}” took a tap that began at “${seen.turn}”`];
      if (seen.stoodFor >= SETTLES_AFTER_MS) return [];
      return [`“${label}” took a tap after ${Math.round(seen.stoodFor)} ms`];
    }),
};
