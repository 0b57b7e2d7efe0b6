/** A new document has a new heap: nothing of the person before is left in it. */
export function freshPage(): void {
  location.replace(location.pathname);
}

const AGAIN_MS = 1_500;

/** Keeps this page until its door answers: while it does not, the browser's own error page would come. */
export function freshPageOnceBack(): () => void {
  const timer = setInterval(() => {
    fetch(location.pathname, { cache: 'no-store' }).then(
      ({ ok }) => ok && freshPage(),
      () => undefined,
    );
  }, AGAIN_MS);
  return () => clearInterval(timer);
}
