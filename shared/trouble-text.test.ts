import { expect, it } from 'vitest';
import { troubleText } from './trouble-text.ts';

const number = '11010519491231002X';
const unreadable = `{"name":"周璟琛","number":"${number}"`;

it.each([
  ['that quotes a number', new Error(`no such person: ${number}`)],
  ['that quotes a phone', `refused 13912345678`],
  ['of a parser that quotes its input', thrownBy(() => JSON.parse(`${unreadable}x`))],
  ['with such a cause', new Error('not saved', { cause: new TypeError(`bad ${number}`) })],
])('a log keeps no name or number of an error %s', (_what, error) => {
  expect(troubleText(error)).not.toMatch(/\d{6}|周|璟/);
});

it('a log keeps what an error is and where it came from', () => {
  const text = troubleText(new RangeError('database is locked'));
  expect(text).toMatch(/^RangeError: database is locked\n\s+at .*trouble-text\.test\.ts/);
});

function thrownBy(work: () => unknown): unknown {
  try {
    return work();
  } catch (error) {
    return error;
  }
}
