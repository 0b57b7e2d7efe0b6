import sparticuz from '@sparticuz/chromium';

/** Once, before the workers: two that unpack the same file at the same time find it half written. */
export default async function unpackBrowser(): Promise<void> {
  await sparticuz.executablePath();
}
