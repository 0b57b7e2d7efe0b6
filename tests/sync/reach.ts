import { noAnswer } from '../../shared/sync/answer.ts';
import { networkTo } from '../../electron/station/sync/network.ts';

/** Runs in its own process, since Node reads the system's certificates once per process. */

const [server = ''] = process.argv.slice(2);
const fetch = await networkTo({ server, pins: () => [] });
try {
  const { status } = await fetch(new URL(server), { redirect: 'error' });
  console.log(status);
} catch (error) {
  console.log(noAnswer(error).why);
}
