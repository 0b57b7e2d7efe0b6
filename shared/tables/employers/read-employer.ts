import { fairSchema } from '../../fair.ts';
import { readEmployerKind } from '../cells/employer-kind.ts';
import { readIndustry } from '../cells/industry.ts';
import { readRegion } from '../cells/region.ts';
import { readWords } from '../cells/words.ts';
import type { EmployerMeaning } from '../columns/employer-meaning.ts';
import type { RowFindings } from './row-findings.ts';
import type { BoothSays } from './says.ts';
import type { DataRow } from './table-rows.ts';

/** The most characters that the fair's fields hold. */
export const MOST = {
  employer: 60,
  zone: 20,
  about: 200,
  address: 80,
  title: 60,
  place: 40,
  major: 60,
  experience: 60,
  age: 40,
  sex: 20,
} as const;

/** What a row says of its employer. A blank cell says nothing: another row may say it. */
export function employerSays(row: DataRow, found: RowFindings): BoothSays {
  const text = (meaning: EmployerMeaning): string => row.cells(meaning)[0]?.cell.text ?? '';
  const [kindCell] = row.cells('kind');
  const [industryCell] = row.cells('industry');
  const [aboutCell] = row.cells('about');
  const [addressCell] = row.cells('address');
  const kind = found.value(readEmployerKind(text('kind')), kindCell);
  const industry = found.value(readIndustry(text('industry')), industryCell);
  const about = found.value(readWords(MOST.about)(text('about')), aboutCell);
  const address = found.value(readWords(MOST.address)(text('address')), addressCell);
  const region = regionOf(row, found);
  const at = placeOnMap(row, found);
  return {
    ...(kind && { kind }),
    ...(industry && { industry }),
    ...(about && { about }),
    ...(address && { address }),
    ...(region && { region }),
    ...(at && { at }),
  };
}

/** 省, 市 and 县 may stand in columns of their own. */
function regionOf(row: DataRow, found: RowFindings): string | null | undefined {
  const cells = (['region', 'province', 'city', 'county', 'town'] as const).flatMap((meaning) =>
    row.cells(meaning).slice(0, 1),
  );
  const joined = cells.reduce((sum, { cell: { text } }) => {
    if (sum === '' || text.startsWith(sum)) return text;
    return sum.endsWith(text) ? sum : `${sum}/${text}`;
  }, '');
  return found.value(readRegion(joined), cells[0]);
}

const atSchema = fairSchema.shape.booths.element.shape.at;

function placeOnMap(row: DataRow, found: RowFindings): BoothSays['at'] {
  const cells = (['x', 'y'] as const).map((meaning) => row.cells(meaning)[0]);
  const texts = cells.map((cell) => cell?.cell.text ?? '');
  if (texts.every((text) => text === '')) return undefined;
  const read = atSchema.safeParse(texts.map((text) => (text === '' ? Number.NaN : Number(text))));
  if (read.success) return read.data;
  found.add(
    'emptied',
    { kind: 'place-on-map' },
    cells.find((cell) => cell),
  );
  return undefined;
}
