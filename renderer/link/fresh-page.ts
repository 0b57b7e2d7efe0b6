/** A new document has a new heap: no data of the previous person is left in it. */
export function freshPage(): void {
  // With a fragment, such as the wall's, its own address would be no new document.
  if (location.hash) location.reload();
  else location.replace(location.pathname);
}

/**
 * A program that was updated while the line was cut has another page, and may answer this one in words that it
 * doesn't know.
 */
export async function leaveOlderPage(): Promise<void> {
  const own = document.querySelector('script[type="module"][src]')?.getAttribute('src');
  const answer = await fetch(location.pathname, { cache: 'no-store' });
  if (!answer.ok || !own) return;
  const served = await answer.text();
  if (!served.includes(own)) freshPage();
}

const AGAIN_MS = 1_500;

/** Waits for the door to answer: until then, a reload would bring the browser's own error page. */
export function freshPageOnceBack(): () => void {
  const timer = setInterval(() => {
    fetch(location.pathname, { cache: 'no-store' }).then(
      ({ ok }) => ok && freshPage(),
      () => undefined,
    );
  }, AGAIN_MS);
  return () => clearInterval(timer);
}
