import { useEffect, useMemo, useState } from 'react';
import { finder, isLetters, type Spelled } from '../../shared/names/find.ts';
import type { Words } from '../../shared/say.ts';
import { spoken } from './text.tsx';

/** A field that finds a line in a long list, as it is written or by its pinyin. */

export function Find(props: {
  readonly words: Words;
  readonly value: string;
  readonly onChange: (query: string) => void;
}) {
  const { words, value, onChange } = props;
  return (
    <input
      type="search"
      aria-label={spoken(words)}
      placeholder={words.zh}
      value={value}
      onChange={({ target }) => onChange(target.value)}
    />
  );
}

/** The readings of all characters weigh more than most pages: they are fetched once somebody types letters. */
export function useFinder(query: string): ReturnType<typeof finder> {
  const [spelled, setSpelled] = useState<Spelled>();
  const wanted = spelled === undefined && query.toLowerCase().split(/\s+/).some(isLetters);
  useEffect(() => {
    if (!wanted) return;
    import('../../shared/names/spelled.ts').then(
      (loaded) => setSpelled(() => loaded.spelled),
      // It still finds what is written.
      () => {},
    );
  }, [wanted]);
  return useMemo(() => finder(query, spelled), [query, spelled]);
}
