/** Text for people: Chinese first, English beside it. */

export interface Words {
  readonly zh: string;
  readonly en: string;
}

export const say = (zh: string, en: string): Words => ({ zh, en });

/** Joins several into one line. */
export const listed = (all: readonly Words[], separator: '; ' | ', ' = '; '): Words =>
  say(all.map(({ zh }) => zh).join('、'), all.map(({ en }) => en).join(separator));

export const capital = ({ zh, en }: Words): Words =>
  say(zh, en.charAt(0).toUpperCase() + en.slice(1));
