import { z } from 'zod';

/** What a hand, a reader, a connection or a clock does to a station, as data, so that it can be replayed. */

const point = z.tuple([z.number(), z.number()]);
export type Point = z.infer<typeof point>;

const actSchema = z.discriminatedUnion('do', [
  /** Several fingers go down together; a palm is a few wide ones. */
  z.strictObject({ do: z.literal('down'), at: z.array(point), radius: z.int().exactOptional() }),
  z.strictObject({ do: z.literal('move'), to: z.array(point) }),
  z.strictObject({ do: z.literal('up') }),
  z.strictObject({ do: z.literal('pass'), ms: z.int().min(0) }),
  z.strictObject({ do: z.literal('scan'), id: z.string() }),
  /** A keyboard scanner types. */
  z.strictObject({ do: z.literal('burst'), text: z.string() }),
  z.strictObject({ do: z.literal('keys'), text: z.string() }),
  z.strictObject({ do: z.literal('line'), is: z.enum(['cut', 'back']) }),
  /** Holds the station's answers, releases them, or loses them. */
  z.strictObject({ do: z.literal('answers'), are: z.enum(['held', 'let go', 'lost']) }),
  z.strictObject({ do: z.literal('restart') }),
  z.strictObject({ do: z.literal('turn') }),
  /** Scrolls a control of a list into reach, as a finger would. */
  z.strictObject({ do: z.literal('bring'), label: z.string() }),
]);
export type Act = z.infer<typeof actSchema>;

const stepSchema = z.strictObject({ kind: z.string(), acts: z.array(actSchema) });
export type Step = z.infer<typeof stepSchema>;

export const roles = ['attendee', 'booth', 'desk', 'organiser'] as const;
export type MonkeyRole = (typeof roles)[number];

/** The role, panel and lane that the monkey plays on. */
const sceneSchema = z.strictObject({
  role: z.enum(roles),
  slot: z.int(),
  width: z.int(),
  height: z.int(),
  lane: z.enum(['self', 'express']),
});
export type Scene = z.infer<typeof sceneSchema>;

const brokenSchema = z.strictObject({ rule: z.string(), detail: z.string() });
export type Broken = z.infer<typeof brokenSchema>;

/** The script of a failure, which `--replay` reads. */
export const scriptSchema = z.strictObject({
  scene: sceneSchema,
  seed: z.int(),
  broken: z.array(brokenSchema),
  steps: z.array(stepSchema),
});
export type Script = z.infer<typeof scriptSchema>;

export function inWords(act: Act): string {
  switch (act.do) {
    case 'down':
      return `down ${act.at.map((at) => at.join(',')).join(' ')}`;
    case 'move':
      return `move ${act.to.map((at) => at.join(',')).join(' ')}`;
    case 'up':
    case 'restart':
    case 'turn':
      return act.do;
    case 'pass':
      return `${act.ms} ms`;
    case 'scan':
      return `scan ${act.id}`;
    case 'burst':
    case 'keys':
      return `${act.do} ${act.text}`;
    case 'line':
      return `line ${act.is}`;
    case 'answers':
      return `answers ${act.are}`;
    case 'bring':
      return `bring ${act.label}`;
  }
}
