import { createStore, type StoreApi } from 'zustand/vanilla';
import type { Field } from '../wedge/field-guard.ts';
import { type Kind, kindOf, writableField } from './kind.ts';

/**
 * The field that the on-screen keyboard serves, if any: one that was touched by finger or pen, on a page
 * where nobody uses a real keyboard.
 */

export interface Served {
  readonly field: Field;
  readonly kind: Kind;
  /** Changes with each field: earlier typing is no longer on the keyboard. */
  readonly turn: number;
}

export interface Fields extends StoreApi<{ readonly served: Served | undefined }> {
  /** Somebody typed on a real keyboard: this one stays hidden. */
  readonly typedByHand: () => void;
  readonly hide: () => void;
}

const byFinger = (pointer: string): boolean => pointer === 'touch' || pointer === 'pen';

export function watchFields(): Fields {
  // A phone, on which an organiser may open the server's page, has a better keyboard of its own.
  const largeScreen = matchMedia('(min-width: 600px) and (min-height: 500px)');
  const store = createStore<{ served: Served | undefined }>(() => ({ served: undefined }));
  let pointer = 'mouse';
  /** A tap on the focused field asks for the keyboard; the tap that gives it the focus does not. */
  let hadFocus: Field | undefined;
  let pressing = false;
  let handHere = false;
  let hiddenFor: Field | undefined;
  let removals: MutationObserver | undefined;
  let itsOwn: string | null = null;
  let turn = 0;

  function serve(field: Field | undefined): void {
    const before = store.getState().served?.field;
    if (field === before) return;
    removals?.disconnect();
    if (before) wantSystemKeyboard(before, itsOwn);
    if (!field) {
      store.setState({ served: undefined });
      return;
    }
    const kind = kindOf(field);
    itsOwn = field.getAttribute('inputmode');
    // The system's keyboard would cover ours.
    wantSystemKeyboard(field, 'none');
    removals = new MutationObserver(() => {
      if (!field.isConnected) look();
    });
    removals.observe(document.body, { childList: true, subtree: true });
    store.setState({ served: { field, kind, turn: ++turn } });
  }

  function look(): void {
    const field = writableField(document.activeElement);
    if (field !== hiddenFor) hiddenFor = undefined;
    const wanted = field && byFinger(pointer) && largeScreen.matches && !handHere && !hiddenFor;
    serve(wanted ? field : undefined);
  }

  /** The page must not move under a tap: what the tap does to the focus counts once it is over. */
  function lookSoon(): void {
    if (!pressing) setTimeout(look, 0);
  }

  const listen = (type: string, hear: (event: Event) => void): void =>
    window.addEventListener(type, hear, { capture: true, passive: true });

  listen('pointerdown', (event) => {
    if (!(event instanceof PointerEvent) || isKeyboard(event.target)) return;
    pointer = event.pointerType;
    pressing = true;
    hadFocus = writableField(document.activeElement);
  });
  for (const end of ['pointerup', 'pointercancel']) {
    listen(end, () => {
      pressing = false;
      lookSoon();
    });
  }
  listen('click', ({ target }) => {
    const field = writableField(target);
    if (!field || field !== hadFocus || !byFinger(pointer)) return;
    handHere = false;
    hiddenFor = undefined;
    lookSoon();
  });
  listen('focusin', lookSoon);
  listen('focusout', lookSoon);

  return {
    ...store,
    typedByHand() {
      handHere = true;
      look();
    },
    hide() {
      hiddenFor = store.getState().served?.field;
      look();
    },
  };
}

function wantSystemKeyboard(field: Field, mode: string | null): void {
  if (mode === null) field.removeAttribute('inputmode');
  else field.setAttribute('inputmode', mode);
}

function isKeyboard(target: EventTarget | null): boolean {
  return target instanceof Element && target.closest('.keyboard') !== null;
}
