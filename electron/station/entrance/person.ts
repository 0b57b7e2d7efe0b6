import type { Greeting } from '../../../shared/contract/people.ts';
import type { About } from '../../../shared/answers.ts';
import type { ArrivalMeans, CardSays } from '../../../shared/facts.ts';
import type { Surname } from '../../../shared/names/surname.ts';

/** The person at the kiosk. Lives only in memory; consent decides what is stored. */
export interface Person {
  readonly pseudonym: string;
  readonly means: ArrivalMeans;
  readonly greeting: Greeting;
  readonly maskedName: string;
  readonly surname: Surname;
  /** Already known, from an earlier visit here or from their registration. */
  readonly about: About;
  readonly reissue: number;
  /** They agreed before: on line, or at their first check-in here. */
  readonly consented: boolean;
  /** For the organiser only: sealed at consent, dropped without it. */
  readonly identity?: {
    readonly number: string;
    readonly name?: string;
    readonly address?: string;
  };
  readonly cardExpiredOn?: string;
  /** What the fair records of the card, until they have agreed or not. */
  readonly card?: Omit<CardSays, 'consent'>;
  /** They were erased by this order, and agree again. */
  readonly follows?: string;
  /** Further pseudonyms of theirs, which an erasure must cover, too. */
  readonly also?: readonly string[];
}
