import { type ReactNode, useEffect, useEffectEvent, useState } from 'react';
import { Text, type Words } from './text.tsx';
import './on-sticks.css';

/** The files on the sticks that are plugged in, to choose one. */

const LOOKS_AGAIN_MS = 1_500;

/** Looked at again and again: a stick appears by itself. Undefined before the first look. */
export function useOnSticks<T>(look: () => Promise<T>): T | undefined {
  const [there, setThere] = useState<T>();
  const ask = useEffectEvent(() => look().catch(() => undefined));
  useEffect(() => {
    let open = true;
    let timer: ReturnType<typeof setTimeout> | undefined;
    const again = async (): Promise<void> => {
      const now = await ask();
      if (!open) return;
      if (now !== undefined) setThere(() => now);
      timer = setTimeout(() => void again(), LOOKS_AGAIN_MS);
    };
    void again();
    return () => {
      open = false;
      clearTimeout(timer);
    };
  }, []);
  return there;
}

interface StickFile {
  readonly id: string;
  readonly stick: string;
  readonly name: string;
  readonly title: ReactNode;
  readonly more: ReactNode;
  /** It cannot be taken; `more` says why. */
  readonly off?: boolean;
}

export interface StickFilesProps {
  /** Undefined before the first look. */
  readonly there: { readonly sticks: readonly unknown[] } | undefined;
  readonly none: { readonly noStick: Words; readonly noFile: Words };
  readonly files: readonly StickFile[];
  readonly onTake: (id: string) => void;
}

export function StickFiles({ there, none, files, onTake }: StickFilesProps) {
  if (there && files.length === 0) {
    return (
      <p className="stick-files-none">
        <Text words={there.sticks.length === 0 ? none.noStick : none.noFile} />
      </p>
    );
  }
  return (
    <ul className="stick-files">
      {files.map(({ id, stick, name, title, more, off: disabled = false }) => (
        <li key={id}>
          <button type="button" disabled={disabled} onClick={() => onTake(id)}>
            <b>{title}</b>
            <span>{more}</span>
            <small>
              <Text words={{ zh: `${stick}：${name}`, en: '' }} />
            </small>
          </button>
        </li>
      ))}
    </ul>
  );
}
