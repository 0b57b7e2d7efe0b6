import { EventEmitter } from 'node:events';
import { createParser, type EventSourceMessage } from 'eventsource-parser';
import { describe, expect, it } from 'vitest';
import { openEventStream } from '../../../shared/event-stream.ts';
import { steppedTimers } from '../clock/testing/stepped-timers.ts';

function reader() {
  const events: EventSourceMessage[] = [];
  let pulses = 0;
  let ended = false;
  const parser = createParser({
    onEvent: (event) => events.push(event),
    onComment: () => {
      pulses += 1;
    },
  });
  const response = Object.assign(new EventEmitter(), {
    writeHead: () => undefined,
    write(text: string) {
      expect(ended).toBe(false);
      parser.feed(text);
    },
    end() {
      ended = true;
    },
  });
  const timers = steppedTimers();
  let closed = 0;
  const stream = openEventStream(response, timers, () => {
    closed += 1;
  });
  return { response, stream, timers, events, pulses: () => pulses, closed: () => closed };
}

describe('an event stream', () => {
  it('carries events with and without a name', () => {
    const { stream, events } = reader();
    stream.send({ data: '{"name":"figures"}' });
    stream.send({ event: 'news', data: '' });
    expect(events).toMatchObject([{ data: '{"name":"figures"}' }, { event: 'news', data: '' }]);
  });

  it('starts at once and never stays silent', async () => {
    const { timers, pulses } = reader();
    expect(pulses()).toBe(1);
    await timers.pass(60_000);
    expect(pulses()).toBe(5);
  });

  it('writes nothing after either side ended it, and reports the end once', async () => {
    const { response, stream, timers, events, pulses, closed } = reader();
    stream.end();
    response.emit('close');
    stream.send({ data: 'late' });
    await timers.pass(60_000);
    expect([events.length, pulses(), closed()]).toEqual([0, 1, 1]);
  });
});
