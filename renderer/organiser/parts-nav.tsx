import { Text, type Words } from '../ui/text.tsx';
import './parts-nav.css';

export interface PartsNavProps<N extends string> {
  readonly label: Words;
  readonly parts: readonly { readonly name: N; readonly words: Words }[];
  readonly part: N;
  readonly onGo: (part: N) => void;
}

/** The pages within a page, listed at its left. */
export function PartsNav<N extends string>({ label, parts, part, onGo }: PartsNavProps<N>) {
  return (
    <nav className="parts-nav" aria-label={label.zh}>
      {parts.map(({ name, words }) => (
        <button
          key={name}
          type="button"
          aria-current={part === name ? 'page' : undefined}
          onClick={() => onGo(name)}
        >
          <Text words={words} />
        </button>
      ))}
    </nav>
  );
}
