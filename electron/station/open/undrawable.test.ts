import { describe, expect, it } from 'vitest';
import { fairSchema, type Registration } from '../../../shared/fair.ts';
import { loadSampleFair } from '../sample/sample-fair.ts';
import { undrawableIn } from './undrawable.ts';

const { fair, people } = await loadSampleFair('resources/fairs/street-market');
const [booth] = fair.booths;
const [person] = people;
if (!booth || !person) throw new Error('the sample fair has nobody');

describe('characters that no typeface here draws', () => {
  it('are none in the sample fair, nor in names that are rare and standard', () => {
    expect(undrawableIn(fair, people)).toEqual([]);
    const rare = { ...booth, employer: '𬍛㛃𠮷䶮　龘\tئابدۇللا བསོད་ནམས' };
    expect(undrawableIn({ ...fair, booths: [rare] }, [])).toEqual([]);
  });

  it('are named by code point and place, each once, and nobody is named', () => {
    const lost = {
      ...booth,
      code: 'B07',
      posts: booth.posts.map((post) => ({ ...post, zh: '𪚥\uE863' })),
    };
    const stranger: Registration = { ...person, maskedName: '\u{30000}*', surname: '\u{30000}' };
    expect(undrawableIn({ ...fair, booths: [lost] }, [stranger])).toEqual([
      { code: 'U+2A6A5', of: 'booth', where: 'B07' },
      { code: 'U+E863', of: 'booth', where: 'B07' },
      { code: 'U+30000', of: 'person', where: '' },
    ]);
  });

  it('are no control characters, since a fair’s file loses them as it is read', () => {
    const padded = { ...fair, booths: [{ ...booth, employer: ' 王\u202E记\u0007\u200B餐饮\n' }] };
    expect(fairSchema.parse(padded).booths[0]?.employer).toBe('王记餐饮');
  });

  it('are listed up to twenty', () => {
    const many = Array.from({ length: 30 }, (_, at) => String.fromCodePoint(0xe000 + at)).join('');
    expect(undrawableIn({ ...fair, booths: [{ ...booth, about: many }] }, [])).toHaveLength(20);
  });
});
