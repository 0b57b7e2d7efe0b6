import { say, type Words } from '../../say.ts';
import { type EmployerMeaning, ofEmployer } from './employer-meaning.ts';
import { ownMeanings } from './employers-own.ts';
import { leftOutMeanings } from './known-left-out.ts';
import { vocabularyOf } from './meaning.ts';
import { postMeanings } from './posts-own.ts';

/** The words by which the columns of a table of employers and posts are known. */

const meanings = [...postMeanings, ...ownMeanings, ...leftOutMeanings];

export const employerVocabulary = vocabularyOf(meanings);

const wordsByMeaning = new Map(meanings.map(({ is, words }) => [is, words]));
export const meaningWords = (is: EmployerMeaning): Words => wordsByMeaning.get(is) ?? say(is, is);

const OF_EMPLOYER: ReadonlySet<EmployerMeaning> = new Set(ofEmployer);
/** Says something of the employer rather than of one post. */
export const isOfEmployer = (meaning: EmployerMeaning): boolean => OF_EMPLOYER.has(meaning);
