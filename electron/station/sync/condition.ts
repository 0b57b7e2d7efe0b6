import {
  type Condition,
  CONDITION_DOMAIN,
  conditionText,
  type SignedCondition,
} from '../../../shared/condition.ts';
import { keyText, signText } from '../keys/fair-keys.ts';
import type { Signer } from './signed-head.ts';

export function signedCondition(
  { fair, slot, passSeed }: Signer,
  condition: Condition,
): SignedCondition {
  const text = conditionText(fair.id, slot, condition);
  return { ...condition, signature: keyText(signText(CONDITION_DOMAIN, text, passSeed)) };
}
