import type { Words } from '../../shared/say.ts';
import { joiningWords } from '../../shared/words/joining-words.ts';
import { unreachableWords } from '../../shared/words/unreachable-words.ts';
import type { Unreachable } from '../../shared/sync/unreachable.ts';
import type { OfferFault } from '../station/keys/offered-file.ts';

/** What a terminal says where a server is not reached, or an enrolment code gives no file. */

export function unreachableSentence(why: Unreachable): string {
  const { zh, en } = unreachableWords[why];
  return `${zh}。${en.charAt(0).toUpperCase()}${en.slice(1)}.`;
}

export const sentence = ({ zh, en }: Words): string => `${zh}${en}`;

export const enrolmentSentence = (kind: OfferFault['kind']): string =>
  kind === 'no-network' ? unreachableSentence(kind) : sentence(joiningWords[kind]);
