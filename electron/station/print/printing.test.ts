import { afterEach, describe, expect, it } from 'vitest';
import type { Printing, Ticket } from '../../../shared/contract/printing.ts';
import { realTimers } from '../clock/timers.ts';
import { loopbackPrinter, PAPER_OUT, WELL } from './testing/loopback-printer.ts';
import { printing } from './printing.ts';

const ticket: Ticket = {
  fair: { zh: '样例招聘会', en: 'Sample fair' },
  greeting: { by: 'nothing' },
  anonymous: false,
  pass: 'CF1:0123456789',
  shortCode: '1234-5678',
  booths: [],
};

let close: () => Promise<void> = async () => undefined;
afterEach(() => close());

async function printer(paper: () => number) {
  const made = await loopbackPrinter((about) => (about === 'paper' ? paper() : WELL));
  ({ close } = made);
  let setting: Printing = {
    printer: { how: 'receipt', at: made.at, columns: 32 },
    byItself: false,
  };
  const failures: string[] = [];
  const own = printing({
    setting: () => setting,
    timers: realTimers,
    onFailure: (why) => failures.push(why),
  });
  return {
    own,
    failures,
    choose: (other: Printing): void => {
      setting = other;
    },
  };
}

describe('the state of a station’s printer', () => {
  it('follows its last ticket: out of paper until one prints again', async () => {
    let paper = WELL;
    const { own, failures } = await printer(() => paper);
    expect(own.state()).toBe('works');
    paper = PAPER_OUT;
    await own.print(ticket);
    expect(own.state()).toBe('out-of-paper');
    expect(failures).toEqual(['out-of-paper']);
    paper = WELL;
    await own.print(ticket);
    expect(own.state()).toBe('works');
  });

  it('is none if no printer is chosen', async () => {
    const { own, choose } = await printer(() => PAPER_OUT);
    await own.print(ticket);
    choose({ printer: { how: 'none' }, byItself: false });
    expect(own.state()).toBe('none');
  });
});
