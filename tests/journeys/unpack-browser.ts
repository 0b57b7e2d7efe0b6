import { chromiumHere } from './chromium-here.ts';

/** Before the workers, so that none of them waits for it within a test's time. */
export default async function unpackBrowser(): Promise<void> {
  await chromiumHere();
}
