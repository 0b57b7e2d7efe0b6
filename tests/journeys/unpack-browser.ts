import { chromiumHere } from './chromium-here.ts';

/** Runs before the workers start, so that unpacking does not count against a test's time. */
export default async function unpackBrowser(): Promise<void> {
  await chromiumHere();
}
