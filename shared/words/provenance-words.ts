import type { Provenance } from '../answers.ts';
import { say, type Words } from '../say.ts';

/** Where an answer came from, for the person and for figures about many. */

export const provenanceWords: Readonly<
  Record<Provenance, { readonly toThem: Words; readonly ofMany: Words }>
> = {
  card: { toThem: say('证件上读的', 'from the card'), ofMany: say('读证', 'from the card') },
  typed: { toThem: say('输入的', 'typed'), ofMany: say('录入', 'typed') },
  declared: {
    toThem: say('您自己说的', 'you said so'),
    ofMany: say('本人申报', 'self-declared'),
  },
  staff: {
    toThem: say('工作人员核对过', 'checked by staff'),
    ofMany: say('工作人员核对', 'checked by staff'),
  },
  imported: {
    toThem: say('网上报名时填的', 'from your registration'),
    ofMany: say('系统导入', 'imported'),
  },
};
