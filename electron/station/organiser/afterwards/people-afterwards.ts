import type { AnsweredBy } from '../../../../shared/contract/calls.ts';
import type { ContactsLine } from '../../../../shared/contract/afterwards.ts';
import type { Handlers } from '../../../../shared/contract/dispatch.ts';
import { csvTable, workbook } from '../../../../shared/report/files.ts';
import {
  followUpSheets,
  messageSheet,
  type PersonToFollow,
} from '../../../../shared/report/follow-up-sheets.ts';
import { fail, ok } from '../../../../shared/result.ts';
import type { FairKeys } from '../../keys/fair-keys.ts';
import { registeredBoxes } from '../../people/registered-boxes.ts';
import { followUpPages } from '../../printed-pages/followup-pages.ts';
import { saving } from '../../store/saving.ts';
import { boxToKeep } from '../../sync/stick-taken.ts';
import { peopleToFollow } from '../follow-up.ts';
import { type Released, releasedContacts } from '../released-contacts.ts';
import { contactsZip } from './contacts-files.ts';
import { contactsFromServer } from './contacts-from-server.ts';
import { contactsHere } from './contacts-here.ts';
import type { AfterwardsOptions } from './afterwards-options.ts';

/** Contacts for employers and people to follow up. Nothing that is opened is stored; the files go to the page. */

type Calls = Pick<
  Handlers,
  Extract<
    AnsweredBy<'station'>,
    `afterwards.${'fetchBoxes' | 'contacts' | 'contactsFile' | 'followUp' | 'followUpFile'}`
  >
>;

export function peopleAfterwards(options: AfterwardsOptions): Calls {
  const { store, folder, handOver, note, onTrouble } = options;
  const fair = () => options.revisions.newest();

  async function released(keys: FairKeys): Promise<Released[]> {
    const { resumes, boxes } = contactsHere(store);
    // People who registered have agreed to nothing: a name may come from there, a number never.
    const names = (await registeredBoxes(folder)).filter(({ holds }) => holds === 'identity');
    return releasedContacts(fair(), keys.sealingKey, { resumes, boxes: [...names, ...boxes] });
  }

  async function toFollow(keys: FairKeys): Promise<PersonToFollow[]> {
    const { people, boxes } = contactsHere(store);
    const registered = await registeredBoxes(folder);
    return peopleToFollow(fair(), keys.sealingKey, { people, boxes: [...registered, ...boxes] });
  }

  return {
    'afterwards.fetchBoxes': async () => {
      const keys = options.keys();
      if (!keys) return fail({ kind: 'locked' });
      const to = options.target();
      if (!to) return fail({ kind: 'no-server' });
      const contacts = await contactsFromServer({
        fair: fair(),
        server: to.server,
        fetch: await options.network(to),
        by: { signingKey: keys.signingKey },
      });
      if (!contacts.ok) {
        const { kind } = contacts.fault;
        // Both are about tokens, which nobody asked with.
        return fail({
          kind: kind === 'wrong-token' || kind === 'too-many' ? 'not-our-server' : kind,
        });
      }
      const boxes = contacts.value.boxes
        .flatMap(boxToKeep)
        .filter(({ pseudonym }) => !store.isErased(pseudonym));
      const saved = saving(onTrouble, () => store.people.putOthersBoxes(boxes));
      if (!saved.ok) return saved;
      note({ did: 'boxes-fetched', boxes: boxes.length });
      return ok({ boxes: boxes.length, fresh: saved.value });
    },
    'afterwards.contacts': async () => {
      const keys = options.keys();
      return keys ? ok((await released(keys)).map(lineOf(fair()))) : fail({ kind: 'locked' });
    },
    'afterwards.contactsFile': async ({ booths }) => {
      const keys = options.keys();
      if (!keys) return fail({ kind: 'locked' });
      const wanted = (await released(keys)).filter(({ booth }) => booths?.includes(booth) ?? true);
      const people = wanted.reduce((sum, each) => sum + each.people.length, 0);
      if (people === 0) return fail({ kind: 'nobody' });
      const bytes = await contactsZip(fair(), wanted);
      note({ did: 'contacts-made', booths: wanted.length, people });
      return ok(handOver(`单位联系表-${fair().id}.zip`, bytes));
    },
    'afterwards.followUp': async () => {
      const keys = options.keys();
      return keys ? ok(seenOf(await toFollow(keys))) : fail({ kind: 'locked' });
    },
    'afterwards.followUpFile': async ({ as: format }) => {
      const keys = options.keys();
      if (!keys) return fail({ kind: 'locked' });
      const people = await toFollow(keys);
      if (people.length === 0) return fail({ kind: 'nobody' });
      const { name, bytes } = await followUpFile(format, people);
      note({ did: 'followup-made', as: format, people: people.length });
      return ok(handOver(name, bytes));
    },
  };

  async function followUpFile(
    format: 'workbook' | 'pages' | 'messages',
    people: readonly PersonToFollow[],
  ) {
    switch (format) {
      case 'workbook':
        return { name: '跟进名单.xlsx', bytes: await workbook(followUpSheets(fair(), people)) };
      case 'pages': {
        const page = await followUpPages(fair(), people);
        return { name: '跟进单.html', bytes: Buffer.from(page) };
      }
      case 'messages':
        return { name: '短信名单.csv', bytes: Buffer.from(csvTable(messageSheet(people))) };
    }
  }
}

const lineOf =
  ({ booths }: ReturnType<AfterwardsOptions['revisions']['newest']>) =>
  ({ booth, people, withheld }: Released): ContactsLine => ({
    booth,
    employer: booths.find(({ code }) => code === booth)?.employer ?? '',
    people: people.length,
    withheld,
    nameless: people.filter(({ name }) => name === '').length,
  });

const seenOf = (people: readonly PersonToFollow[]) => ({
  groups: people.filter(({ groups }) => groups.length > 0).length,
  intents: people.reduce((sum, { intents }) => sum + intents.length, 0),
  people: people.length,
  withName: people.filter(({ name }) => name !== '').length,
  withPhone: people.filter(({ phone }) => phone !== '').length,
});
