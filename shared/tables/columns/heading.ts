/** A heading as offices write it, down to the words that it is known by. */

const BRACKETS = /\([^()]*\)|\[[^[\]]*\]|【[^【】]*】|〔[^〔〕]*〕|<[^<>]*>/g;
const MARKS = /[\s*★☆※#:：;；、,，。.·/\\|_\-—"“”'‘’?？!！]|必填项?|选填项?|^\d+/g;

/** Full-width, blanks, line breaks, `*` and brackets make no difference. */
export function plainHeading(text: string): string {
  const narrow = text.normalize('NFKC').toLowerCase();
  const bare = narrow.replaceAll(BRACKETS, '').replaceAll(MARKS, '');
  return bare === '' ? narrow.replaceAll(/[()[\]【】〔〕<>]/g, '').replaceAll(MARKS, '') : bare;
}
