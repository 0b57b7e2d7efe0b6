import { describe, expect, test } from 'vitest';
import { carriedPorts, MessageChannelMain, type PortMessage } from '../utility-child/ports.ts';
import { cloned } from './cloned.ts';
import { hearing, strict } from './strict.ts';

describe('the stand-in for Electron, like the real one,', () => {
  test('has no call that it does not do, and names it', () => {
    const app = strict('app', { exit: () => undefined });
    expect(() => void Reflect.get(app, 'setBadgeCount')).toThrow('app.setBadgeCount');
    expect(() => Reflect.set(app, 'applicationMenu', null)).toThrow('app.applicationMenu');
    const { on } = hearing('app', ['ready']).ways;
    expect(() => void Reflect.apply(on, app, ['redy', () => undefined])).toThrow('redy');
  });

  test('lets nobody use what is destroyed', () => {
    let gone = false;
    const window = strict('window', { focus: () => true, isDestroyed: () => gone }, () => gone);
    expect(window.focus()).toBe(true);
    gone = true;
    expect(() => window.focus()).toThrow(new TypeError('Object has been destroyed'));
    expect(window.isDestroyed()).toBe(true);
  });

  test('clones what crosses between processes, and refuses functions', () => {
    const { toText, fromText } = cloned();
    const sent = { bytes: Uint8Array.of(0, 255), text: '春风', nothing: undefined };
    expect(fromText(toText([sent, undefined]))).toEqual([sent, undefined]);
    expect(() => toText([{ listener: () => undefined }])).toThrow('could not be cloned');
    expect(() => toText([new Map()])).toThrow('cannot carry');
  });

  test('keeps what a port receives until it starts, also across processes', async () => {
    const { port1, port2 } = new MessageChannelMain();
    const toThere: PortMessage[] = [];
    const here = carriedPorts((message) => toThere.push(message));
    const there = carriedPorts((message) => here.hear(message));
    const far = there.take(here.carry(port2));
    port1.postMessage('one');
    await new Promise((resolve) => setImmediate(() => setImmediate(resolve)));
    for (const message of toThere.splice(0)) there.hear(message);
    const heard: unknown[] = [];
    far.on('message', ({ data }) => heard.push(data));
    expect(heard).toEqual([]);
    far.start();
    expect(heard).toEqual(['one']);
    const closed = new Promise<void>((resolve) => port1.on('close', () => resolve()));
    far.close();
    await closed;
    expect(() => port1.postMessage(() => undefined)).toThrow('could not be cloned');
  });
});
