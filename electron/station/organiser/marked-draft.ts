import { findingWords } from '../../../shared/tables/employers/finding-words.ts';
import { peopleFindingWords } from '../../../shared/tables/people/people-finding-words.ts';
import { type Found, markedName, markedWorkbook, marksOf } from '../tables/marked-workbook.ts';
import type { Draft } from './set-up-bench.ts';

/** The uploaded table, to be given back with what was found in it. */
export async function markedDraft(draft: Draft | undefined) {
  const table = draft && foundIn(draft);
  if (!table) return undefined;
  const { bytes, workbook, fileName, found } = table;
  const marked = await markedWorkbook(bytes, workbook, marksOf(workbook, found));
  return { name: markedName(fileName), ...marked };
}

function foundIn(draft: Draft) {
  if (draft.is === 'employers') {
    const { findings, ...table } = draft.table;
    const found = findings.map((each): Found => ({ ...each, words: findingWords(each.what) }));
    return { ...table, found };
  }
  if (draft.is !== 'people') return undefined;
  const { findings, ...table } = draft.roster;
  const found = findings.map((each): Found => ({ ...each, words: peopleFindingWords(each.what) }));
  return { ...table, fileName: draft.fileName, found };
}
