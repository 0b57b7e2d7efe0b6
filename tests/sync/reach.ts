import { noAnswer } from '../../shared/sync/answer.ts';
import { networkTo } from '../../electron/station/sync/network.ts';

/** In a process of its own: what the system trusts is read once. */

const [server = ''] = process.argv.slice(2);
const fetch = await networkTo({ server });
try {
  const { status } = await fetch(new URL(server), { redirect: 'error' });
  console.log(status);
} catch (error) {
  console.log(noAnswer(error).why);
}
