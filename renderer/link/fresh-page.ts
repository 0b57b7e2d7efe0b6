/** A new document has a new heap: no data of the previous person is left in it. */
export function freshPage(): void {
  location.replace(location.pathname);
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
