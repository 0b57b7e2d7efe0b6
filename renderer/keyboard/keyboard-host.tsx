import { type ComponentType, useEffect, useState } from 'react';
import { useStore } from 'zustand';
import type { Fields } from './fields.ts';
import type { KeyboardProps } from './keyboard.tsx';

/** Fetched when somebody touches the first field: most pages of a fair never need it. */
export function KeyboardHost({ fields }: { fields: Fields }) {
  const { served } = useStore(fields);
  const [Keyboard, setKeyboard] = useState<ComponentType<KeyboardProps>>();
  const wanted = served !== undefined;
  useEffect(() => {
    if (!wanted) return;
    import('./keyboard.tsx').then(
      (loaded) => setKeyboard(() => loaded.Keyboard),
      // The station is away: the next field tries again.
      () => undefined,
    );
  }, [wanted]);
  if (!served || !Keyboard) return null;
  return <Keyboard key={served.turn} served={served} onHide={fields.hide} />;
}
