import { expect, it } from 'vitest';
import { safeHtml } from './safe-html.ts';

it('prints a name as text, without markup, commands or what turns a line around', () => {
  expect(safeHtml('王\u202E<b>\u0007&芳')).toBe('王&lt;b&gt;&amp;芳');
});
