import { z } from 'zod';
import { codesOf, trades } from '../../codes.ts';
import { employerMeanings } from '../columns/employer-meaning.ts';

/** What somebody chose on the page of columns; the same file read with other choices gives another result. */

/** By a column's key: its meaning, or none. */
const columnChoicesSchema = z.record(z.string().max(200), z.enum([...employerMeanings, 'none']));
/** By the shape of a table. */
export const employerColumnsSchema = z.record(z.string().max(20_000), columnChoicesSchema);

/** A cell that was mended on the page. */
export const cellSchema = z.strictObject({
  sheet: z.string().max(100),
  row: z.int().min(1),
  at: z.int().min(0).max(600),
  text: z.string().max(2_000),
});

/** The booth that an employer is to have, by `seatKey`. */
export const boothSchema = z.strictObject({
  of: z.string().max(200),
  booth: z.string().regex(/^[A-Za-z0-9-]{1,20}$/),
});

export const employerChoicesSchema = z.strictObject({
  /** The sheets to read; absent: all that hold posts. */
  sheets: z.array(z.string()).max(500).exactOptional(),
  columns: employerColumnsSchema.exactOptional(),
  /** Whose posts these are, where the table names no employer. */
  employer: z.string().min(1).max(60).exactOptional(),
  trades: z.record(z.string().max(60), z.enum(codesOf(trades))).exactOptional(),
  /** Posts that stand in one cell stay one post. */
  together: z.boolean().exactOptional(),
  /** What the requirements plainly say of education and age counts where no cell does. */
  fromText: z.boolean().exactOptional(),
  cells: z.array(cellSchema).max(100_000).exactOptional(),
  booths: z.array(boothSchema).max(5_000).exactOptional(),
});
export type EmployerChoices = z.infer<typeof employerChoicesSchema>;
