import { createStore, type StoreApi } from 'zustand/vanilla';
import type { Field } from '../wedge/field-guard.ts';
import { type Kind, kindOf, writableField } from './kind.ts';

/**
 * Which field the keyboard on the screen is up for, if any: one that a finger or a pen came to, on a
 * page where nobody types on a keyboard of their own.
 */

export interface Served {
  readonly field: Field;
  readonly kind: Kind;
  /** Another one each time: what was typed before is not on the keyboard any more. */
  readonly turn: number;
}

export interface Fields extends StoreApi<{ readonly served: Served | undefined }> {
  /** Somebody typed in a field on a keyboard of their own: this one stays away. */
  readonly typedByHand: () => void;
  readonly hide: () => void;
}

const byFinger = (pointer: string): boolean => pointer === 'touch' || pointer === 'pen';

export function watchFields(): Fields {
  // A phone, on which an organiser may open the server's page, has a keyboard that fits it.
  const largeScreen = matchMedia('(min-width: 600px) and (min-height: 500px)');
  const store = createStore<{ served: Served | undefined }>(() => ({ served: undefined }));
  let pointer = 'mouse';
  /** A tap on the field that has the focus asks for the keyboard; the tap that gives it does not. */
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
    // The system's own keyboard would come up over ours.
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

  /** The page must not move under a tap: what it does to the focus counts once it is over. */
  function lookSoon(): void {
    if (!pressing) setTimeout(look, 0);
  }

  const on = (type: string, hear: (event: Event) => void): void =>
    window.addEventListener(type, hear, { capture: true, passive: true });

  on('pointerdown', (event) => {
    if (!(event instanceof PointerEvent) || isKeyboard(event.target)) return;
    pointer = event.pointerType;
    pressing = true;
    hadFocus = writableField(document.activeElement);
  });
  for (const end of ['pointerup', 'pointercancel']) {
    on(end, () => {
      pressing = false;
      lookSoon();
    });
  }
  on('click', ({ target }) => {
    const field = writableField(target);
    if (!field || field !== hadFocus || !byFinger(pointer)) return;
    handHere = false;
    hiddenFor = undefined;
    lookSoon();
  });
  on('focusin', lookSoon);
  on('focusout', lookSoon);

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
