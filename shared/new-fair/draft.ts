import { z } from 'zod';
import { fairKindSchema, fairSchema } from '../fair.ts';
import { plainText } from '../names/written.ts';
import { deskPresets } from './desk-presets.ts';

/**
 * A fair that is being made, as it lies on disk after each step: nothing in it is secret, and nothing in it is a
 * fair. Its texts may still be empty.
 */

export const newFairSteps = [
  'fair',
  'days',
  'hall',
  'desks',
  'employers',
  'check',
  'passphrase',
] as const;
export type NewFairStep = (typeof newFairSteps)[number];

const text = (most: number) => z.string().max(most).overwrite(plainText);
const count = (most: number) => z.int().min(0).max(most);

export const keepDaysChoices = [30, 60, 90, 180] as const;

export const MOST_GATES = 40;
export const MOST_ZONES = 26;
export const MOST_IN_ZONE = 40;
/** With all that they advise on, they go over the page's line in one call. */
export const MOST_DESKS = 20;
export const MOST_DESK_MACHINES = 40;
export const MOST_WALLS = 8;
export const MOST_SPARES = 40;
export const MOST_TYPED = 60;

const typedEmployerSchema = z.strictObject({
  employer: text(60),
  zone: text(20),
  post: text(60),
  /** Null: 若干. */
  headcount: z.int().min(1).max(10_000).nullable(),
});
export type TypedEmployer = z.infer<typeof typedEmployerSchema>;

export const newFairDraftSchema = z.strictObject({
  v: z.literal(1),
  /** Where the clerk left off. */
  at: z.enum(newFairSteps),
  kind: fairKindSchema,
  name: text(80),
  organiser: text(80),
  place: text(80),
  days: z.array(z.iso.date()).max(14),
  keepDays: z.literal(keepDaysChoices),
  asks: z.strictObject({ sex: z.boolean(), ageBand: z.boolean() }),
  gates: z.int().min(1).max(MOST_GATES),
  zones: z.array(z.strictObject({ name: text(20), machines: count(MOST_IN_ZONE) })).max(MOST_ZONES),
  desks: fairSchema.shape.desks.max(MOST_DESKS),
  deskMachines: count(MOST_DESK_MACHINES),
  walls: count(MOST_WALLS),
  spares: count(MOST_SPARES),
  /** Of a former fair. */
  booths: fairSchema.shape.booths,
  typed: z.array(typedEmployerSchema).max(MOST_TYPED),
});
export type NewFairDraft = z.infer<typeof newFairDraftSchema>;
/** All but a former fair's employers, which lack nothing. */
type Filled = Omit<NewFairDraft, 'booths'>;

export const emptyDraft: NewFairDraft = {
  v: 1,
  at: 'fair',
  kind: 'recruitment',
  name: '',
  organiser: '',
  place: '',
  days: [],
  keepDays: 60,
  asks: { sex: true, ageBand: true },
  gates: 2,
  zones: [{ name: 'A区', machines: 2 }],
  desks: deskPresets.slice(0, 2),
  deskMachines: 1,
  walls: 1,
  spares: 1,
  booths: [],
  typed: [],
};

export type NewFairFault =
  | 'no-name'
  | 'no-organiser'
  | 'no-place'
  | 'no-days'
  | 'past'
  | 'zone-unnamed'
  | 'zone-twice'
  | 'no-desk'
  | 'employer-unfinished';

/** What a step still lacks. Dates are texts, which compare as days do. */
export function faultsAt(draft: Filled, step: NewFairStep, today: string): readonly NewFairFault[] {
  switch (step) {
    case 'fair':
      return [
        ...when(draft.name === '', 'no-name'),
        ...when(draft.organiser === '', 'no-organiser'),
        ...when(draft.place === '', 'no-place'),
      ];
    case 'days':
      return [
        ...when(draft.days.length === 0, 'no-days'),
        ...when(
          draft.days.some((day) => day < today),
          'past',
        ),
      ];
    case 'hall':
      return zoneFaults(draft.zones);
    case 'desks':
      return when(draft.deskMachines > 0 && draft.desks.length === 0, 'no-desk');
    case 'employers':
      return when(
        draft.typed.some(({ employer, post }) => employer === '' || post === ''),
        'employer-unfinished',
      );
    case 'check':
    case 'passphrase':
      return [];
  }
}

function zoneFaults(zones: NewFairDraft['zones']): readonly NewFairFault[] {
  const names = zones.map(({ name }) => name);
  return [
    ...when(names.includes(''), 'zone-unnamed'),
    ...when(new Set(names).size < names.length, 'zone-twice'),
  ];
}

const when = (isSo: boolean, fault: NewFairFault): readonly NewFairFault[] => (isSo ? [fault] : []);

/** The first step that lacks something; undefined where a fair can be made of it. */
export const unfinishedStep = (draft: Filled, today: string): NewFairStep | undefined =>
  newFairSteps.find((step) => faultsAt(draft, step, today).length > 0);

export function stepBeside(step: NewFairStep, direction: 1 | -1): NewFairStep | undefined {
  return newFairSteps[newFairSteps.indexOf(step) + direction];
}

/** A draft goes on where it was left, or at an earlier step that needs another day by now. */
export function stepToShow(draft: Filled, today: string): NewFairStep {
  const lacks = unfinishedStep(draft, today);
  if (lacks === undefined) return draft.at;
  return newFairSteps.indexOf(lacks) < newFairSteps.indexOf(draft.at) ? lacks : draft.at;
}
