import type { Greeting } from '../../../shared/contract.ts';
import type { About } from '../../../shared/answers.ts';
import type { ArrivalMeans } from '../../../shared/facts.ts';
import type { Surname } from '../../../shared/surname.ts';

/**
 * Who stands at the kiosk, for as long as they stand there. Lives in memory only; what outlives
 * the visit is chosen at consent.
 */
export interface Person {
  readonly pseudonym: string;
  readonly means: ArrivalMeans;
  readonly greeting: Greeting;
  readonly maskedName: string;
  readonly surname: Surname;
  /** What is known of them already: from an earlier visit here, or from their registration. */
  readonly about: About;
  readonly reissue: number;
  /** They have agreed before: on line, or at their first check-in here. */
  readonly consented: boolean;
  /** For the organiser alone; sealed at consent, dropped without it. */
  readonly identity?: {
    readonly number: string;
    readonly name?: string;
    readonly address?: string;
  };
  readonly cardExpiredOn?: string;
}
