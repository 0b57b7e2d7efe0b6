import { parentPort, workerData } from 'node:worker_threads';
import { z } from 'zod';
import { fairIdSchema } from '../../../shared/facts.ts';
import type { Registration } from '../../../shared/fair.ts';
import { pseudonymsUnder } from '../../../shared/pseudonym.ts';
import { type BoxContent, phoneContent } from '../../../shared/sync/boxes.ts';
import { maskName, surnameOf } from '../../../shared/names/surname.ts';
import { sealerFor } from '../keys/seal.ts';
import type { Registrant } from '../../../shared/tables/people/read-person.ts';

/** One core's share of sealing a list of people. */

const bytes: z.ZodType<Uint8Array> = z.instanceof(Uint8Array);
const sealKeysSchema = z.strictObject({
  fair: fairIdSchema,
  /** The organiser's public key. */
  sealingKey: bytes,
  pseudonymKey: bytes,
});
export type SealKeys = z.infer<typeof sealKeysSchema>;

export interface Share {
  readonly at: number;
  readonly people: readonly (Registrant & { readonly token: string })[];
}

export interface SealedPerson {
  readonly registration: Registration;
  readonly boxes: readonly { readonly holds: BoxContent; readonly sealed: Uint8Array }[];
}

export interface SealedShare {
  readonly at: number;
  readonly people: readonly SealedPerson[];
}

export async function personSealer({ fair, sealingKey, pseudonymKey }: SealKeys) {
  const seal = await sealerFor(sealingKey);
  const { pseudonymOf, registrationLookup } = pseudonymsUnder(pseudonymKey);
  return async function sealPerson(person: Share['people'][number]): Promise<SealedPerson> {
    const { name, number, sex, phone, address, about, token } = person;
    const pseudonym = pseudonymOf(number);
    const identity = JSON.stringify({ number, name, ...(address !== undefined && { address }) });
    return {
      registration: {
        lookup: registrationLookup(token),
        pseudonym,
        maskedName: maskName(name),
        surname: surnameOf(name),
        title: sex === undefined ? 'none' : sex === 'male' ? 'mr' : 'ms',
        about,
      },
      boxes: [
        {
          holds: 'identity',
          sealed: await seal({ fair, pseudonym, holds: 'identity' }, identity),
        },
        ...(phone === undefined
          ? []
          : [
              {
                holds: 'phone' as const,
                // Nobody has asked them yet.
                sealed: await seal(
                  { fair, pseudonym, holds: 'phone' },
                  phoneContent({ phone, share: false }),
                ),
              },
            ]),
      ],
    };
  };
}

if (parentPort) {
  const port = parentPort;
  const sealer = personSealer(sealKeysSchema.parse(workerData));
  port.on('message', (share: Share) => {
    void sealer.then(async (sealPerson) => {
      const people: SealedPerson[] = [];
      for (const person of share.people) people.push(await sealPerson(person));
      const sealed: SealedShare = { at: share.at, people };
      port.postMessage(sealed, []);
    });
  });
}
