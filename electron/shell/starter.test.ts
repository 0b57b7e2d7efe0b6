import { describe, expect, it, vi } from 'vitest';
import { AGAIN, ON_PURPOSE, SETTLED } from '../starter-words.ts';
import { starterOf } from './starter.ts';

const electron = () => ({ relaunch: vi.fn(), exit: vi.fn() });

describe('a window that npm start opened', () => {
  it('asks it for another start, and does not leave its terminal', () => {
    const app = electron();
    const starter = starterOf({ connected: true, send: () => true }, app);
    starter.app.relaunch();
    starter.app.exit(1);
    expect(app.relaunch).not.toHaveBeenCalled();
    expect(app.exit).toHaveBeenCalledExactlyOnceWith(AGAIN);
  });

  it('says when nobody need step in for it', () => {
    const send = vi.fn(() => true);
    starterOf({ connected: true, send }, electron()).settled();
    expect(send).toHaveBeenCalledExactlyOnceWith(SETTLED);
  });

  it('says by its code that it ended on purpose', () => {
    const app = electron();
    starterOf({ connected: true, send: () => true }, app).app.exit(1);
    expect(app.exit).toHaveBeenCalledExactlyOnceWith(ON_PURPOSE + 1);
  });
});

it.each([
  ['that something else opened', {}],
  ['whose npm start is gone', { connected: false, send: () => expect.unreachable() }],
])('A window %s starts itself again', (_which, link) => {
  const app = electron();
  const starter = starterOf(link, app);
  starter.settled();
  starter.app.relaunch();
  starter.app.exit(1);
  expect(app.relaunch).toHaveBeenCalledOnce();
  expect(app.exit).toHaveBeenCalledExactlyOnceWith(1);
});
