import { SAMPLE_ACCOUNT } from '../../shared/sample-account.ts';
import { fairById } from '../fairs/fairs.ts';
import { fairsListed } from '../fairs/listed.ts';
import type { Storage } from '../storage/homes.ts';
import { accountsNamed, addAccount } from './accounts.ts';
import { HARDNESS } from './passwords.ts';

/** Never at a real fair: only at one whose signed file says that it is a sample. */
export async function addSampleAccount(storage: Storage): Promise<void> {
  const known = await accountsNamed(storage, SAMPLE_ACCOUNT.name);
  for (const { id } of await fairsListed(storage.db, { since: '' })) {
    const kept = await fairById(storage, id);
    if (!kept?.fair.sample || known.some(({ fair }) => fair === id)) continue;
    const account = { fair: id, ...SAMPLE_ACCOUNT, by: 'sample', role: 'administrator' } as const;
    await addAccount({ storage, now: Date.now, hardness: HARDNESS }, account);
  }
}
