import { PDFiumLibrary } from '@hyzyla/pdfium';
import { crc32, deflateSync } from 'node:zlib';

/** Renders a page of a PDF as a printer would, with a library that did not create it. */

export interface PdfPicture {
  readonly pages: number;
  readonly png: Buffer;
}

export async function pictureOf(pdf: Uint8Array, scale: number, page = 0): Promise<PdfPicture> {
  const library = await PDFiumLibrary.init();
  try {
    const document = await library.loadDocument(pdf);
    const { data, width, height } = await document
      .getPage(page)
      .render({ scale, render: 'bitmap' });
    const picture = {
      pages: document.getPageCount(),
      png: png(data, width, height),
    };
    document.destroy();
    return picture;
  } finally {
    library.destroy();
  }
}

/** The text of each page. */
export async function textsOf(pdf: Uint8Array): Promise<string[]> {
  const library = await PDFiumLibrary.init();
  const document = await library.loadDocument(pdf);
  const texts = [...document.pages()].map((page) => page.getText());
  document.destroy();
  library.destroy();
  return texts;
}

/** Encodes RGBA pixels as PNG: signature, header, one run of unfiltered lines, end. */
function png(rgba: Uint8Array, width: number, height: number): Buffer {
  const lines = Buffer.alloc(height * (1 + width * 4));
  for (let y = 0; y < height; y += 1) {
    for (let x = 0; x < width; x += 1) {
      const from = (y * width + x) * 4;
      const to = y * (1 + width * 4) + 1 + x * 4;
      lines.set([rgba[from] ?? 0, rgba[from + 1] ?? 0, rgba[from + 2] ?? 0, 255], to);
    }
  }
  const header = Buffer.alloc(13);
  header.writeUInt32BE(width, 0);
  header.writeUInt32BE(height, 4);
  header.set([8, 6, 0, 0, 0], 8);
  return Buffer.concat([
    Buffer.from('89504e470d0a1a0a', 'hex'),
    chunk('IHDR', header),
    chunk('IDAT', deflateSync(lines)),
    chunk('IEND', Buffer.alloc(0)),
  ]);
}

function chunk(name: string, data: Buffer): Buffer {
  const body = Buffer.concat([Buffer.from(name, 'latin1'), data]);
  const framed = Buffer.alloc(body.length + 8);
  framed.writeUInt32BE(data.length, 0);
  framed.set(body, 4);
  framed.writeUInt32BE(crc32(body), body.length + 4);
  return framed;
}
