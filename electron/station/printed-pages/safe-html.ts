import { plainLines } from '../../../shared/names/written.ts';

/** Text of the fair in a printed page: nothing in it is markup, or turns the line around. */
export function safeHtml(text: string): string {
  return plainLines(text).replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');
}
