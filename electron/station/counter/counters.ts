/**
 * Where people stand: each scanner that was bound to a booth is a counter with a person of its own, and
 * a booth without a scanner has one on the screen. So no switch between booths can be forgotten.
 */

export interface CounterPlace {
  readonly id: string;
  readonly booth: string;
  readonly scanner: string | undefined;
}

export interface CountersOptions {
  /** The booths, or desks, that this station is for. */
  readonly places: readonly { readonly code: string }[];
  readonly bindings: ReadonlyMap<string, string>;
  readonly keepBindings: (bindings: ReadonlyMap<string, string>) => void;
  readonly isOpen: (booth: string) => boolean;
  readonly random: (length: number) => string;
}

const TOUCH = 'touch:';

export function openCounters<H>(options: CountersOptions) {
  const { places, keepBindings, isOpen, random } = options;
  const serves = new Set(places.map(({ code }) => code));
  const bindings = new Map([...options.bindings].filter(([, booth]) => serves.has(booth)));
  const here = new Map<string, H>();
  const turns = new Map<string, string>();

  /** Drawn, not counted: a page may be older than this station's start. */
  function newTurn(id: string): string {
    const turn = random(8);
    turns.set(id, turn);
    return turn;
  }

  function leave(id: string): void {
    here.delete(id);
    newTurn(id);
  }

  const scannersOf = (booth: string): string[] =>
    [...bindings].filter(([, other]) => other === booth).map(([reader]) => reader);

  function at(booth: string): CounterPlace[] {
    const scanners = scannersOf(booth);
    if (scanners.length === 0) return [{ id: TOUCH + booth, booth, scanner: undefined }];
    return scanners.map((reader) => ({ id: reader, booth, scanner: reader }));
  }

  const all = (): CounterPlace[] =>
    places.filter(({ code }) => isOpen(code)).flatMap(({ code }) => at(code));

  return {
    serves: (booth: string): boolean => serves.has(booth),
    all,

    /** Open or not: a scan opens its booth. */
    byId(id: string): CounterPlace | undefined {
      const booth = id.startsWith(TOUCH) ? id.slice(TOUCH.length) : bindings.get(id);
      return booth === undefined ? undefined : at(booth).find((place) => place.id === id);
    },

    /** A scanner that nobody bound is plain where there is one booth only. */
    ofReader(reader: string): CounterPlace | undefined {
      const own = bindings.get(reader);
      if (own !== undefined) return at(own).find(({ id }) => id === reader);
      const open = places.filter(({ code }) => isOpen(code));
      const [only, ...more] = places.length === 1 ? places : open;
      return only && more.length === 0 ? at(only.code)[0] : undefined;
    },

    bind(reader: string, booth: string): CounterPlace {
      const touched = here.get(TOUCH + booth);
      if (bindings.get(reader) !== booth) leave(reader);
      bindings.set(reader, booth);
      // Whoever stood at the booth's own place stands at its scanner now.
      if (touched) {
        leave(TOUCH + booth);
        here.set(reader, touched);
      }
      keepBindings(bindings);
      return { id: reader, booth, scanner: reader };
    },

    here: (id: string): H | undefined => here.get(id),
    /** What a finger sees here; another one as soon as the person changes. */
    turn: (id: string): string => turns.get(id) ?? newTurn(id),
    stand(id: string, who: H): void {
      here.set(id, who);
      newTurn(id);
    },
    /** More is known of whoever stands here already. */
    update: (id: string, who: H): void => void here.set(id, who),
    leave,
    /** Nobody stands at a booth that has closed. */
    clear(booth: string): void {
      for (const { id } of at(booth)) leave(id);
    },
  };
}
