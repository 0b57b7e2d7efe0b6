import { zipOf } from '../zip.ts';

/** XLSX files by their XML, for what no library writes. */

const MAIN = 'http://schemas.openxmlformats.org/spreadsheetml/2006/main';
const RELATIONS = 'http://schemas.openxmlformats.org/package/2006/relationships';
const OFFICE = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships';

export interface XlsxXml {
  /** What stands in each sheet: `<sheetData>` and what follows it. */
  readonly sheets: readonly string[];
  readonly strings?: string;
  readonly styles?: string;
  readonly workbook?: string;
  readonly also?: Readonly<Record<string, string>>;
}

export function xlsxParts({ sheets, strings, styles, workbook = '', also = {} }: XlsxXml) {
  const parts = new Map<string, Buffer>();
  const put = (name: string, xml: string): unknown =>
    parts.set(name, Buffer.from(`<?xml version="1.0" encoding="UTF-8"?>\n${xml}`));
  const rel = (id: string, type: string, target: string): string =>
    `<Relationship Id="${id}" Type="${OFFICE}/${type}" Target="${target}"/>`;
  put(
    '[Content_Types].xml',
    '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Default Extension="xml" ContentType="application/xml"/></Types>',
  );
  put(
    '_rels/.rels',
    `<Relationships xmlns="${RELATIONS}">${rel('rId1', 'officeDocument', 'xl/workbook.xml')}</Relationships>`,
  );
  const names = sheets.map(
    (_, i) => `<sheet name="表${i + 1}" sheetId="${i + 1}" r:id="rId${i + 1}"/>`,
  );
  put(
    'xl/workbook.xml',
    `<workbook xmlns="${MAIN}" xmlns:r="${OFFICE}">${workbook}<sheets>${names.join('')}</sheets></workbook>`,
  );
  put(
    'xl/_rels/workbook.xml.rels',
    `<Relationships xmlns="${RELATIONS}">${sheets
      .map((_, i) => rel(`rId${i + 1}`, 'worksheet', `worksheets/sheet${i + 1}.xml`))
      .join(
        '',
      )}${rel('rIdS', 'sharedStrings', 'sharedStrings.xml')}${rel('rIdT', 'styles', 'styles.xml')}</Relationships>`,
  );
  for (const [i, sheet] of sheets.entries())
    put(`xl/worksheets/sheet${i + 1}.xml`, `<worksheet xmlns="${MAIN}">${sheet}</worksheet>`);
  if (strings !== undefined) put('xl/sharedStrings.xml', `<sst xmlns="${MAIN}">${strings}</sst>`);
  if (styles !== undefined)
    put('xl/styles.xml', `<styleSheet xmlns="${MAIN}">${styles}</styleSheet>`);
  for (const [name, text] of Object.entries(also)) parts.set(name, Buffer.from(text));
  return parts;
}

export const xlsxOf = (xml: XlsxXml): Buffer => zipOf(xlsxParts(xml));
