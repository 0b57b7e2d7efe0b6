import type { Database } from 'better-sqlite3';
import { z } from 'zod';
import { type DestroyedReport, destroyedReportSchema } from '../../../shared/destroyed.ts';
import { type Role, roleSchema } from '../../../shared/fair.ts';
import { type Coverage, coverageSchema } from '../../../shared/report/coverage.ts';
import { type HandMarks, handMarksSchema } from '../../../shared/report/machine-ends.ts';
import type { KeptName } from '../../../shared/report/returns/kept.ts';
import {
  type Marks,
  marksSchema,
  type StickTaken,
  stickSchema,
} from '../../../shared/report/evening.ts';
import { wallNewsSchema } from '../../../shared/report/wall.ts';
import { type Lane, laneSchema } from '../../../shared/contract/people.ts';
import {
  type CameraSetting,
  cameraSettingSchema,
  noCamera,
} from '../../../shared/contract/readers.ts';
import { jsonOf } from '../../../shared/json.ts';
import type { HeardMachine } from '../../../shared/machines/hears.ts';
import { heardMachinesSchema } from '../../../shared/sync/wire.ts';
import { noPrinting, type Printing, printingSchema } from '../../../shared/contract/printing.ts';

const wallHeardSchema = z.strictObject({ told: wallNewsSchema, atMs: z.int() });
type WallHeard = z.infer<typeof wallHeardSchema>;

const heardAboveSchema = z.array(
  z.strictObject({
    erasures: z.int(),
    facts: z.int(),
    machines: heardMachinesSchema.exactOptional(),
    receipt: z.string().exactOptional(),
  }),
);
type HeardPlace = z.infer<typeof heardAboveSchema>[number];

/** What a guesser of a PIN must wait for. */
const pinWaitSchema = z.strictObject({
  /** Tries until the next lock. */
  tries: z.int(),
  lockedUntil: z.int(),
  lockedForMs: z.int(),
  nextLockMs: z.int(),
});
export type PinWait = z.infer<typeof pinWaitSchema>;

/** Staff's choices at this station, which survive a restart. */
export function openSettings(db: Database) {
  const get = db.prepare('SELECT value FROM setting WHERE name = ?').pluck();
  const put = db.prepare(
    'INSERT INTO setting (name, value) VALUES (?, ?) ON CONFLICT DO UPDATE SET value = excluded.value',
  );
  const drop = db.prepare('DELETE FROM setting WHERE name = ?');
  const numberIn = (name: string): number =>
    z.coerce
      .number()
      .catch(0)
      .parse(get.get(name) ?? 0);
  const textIn = (name: string): string | undefined => z.string().optional().parse(get.get(name));
  return {
    ...afterwardsSettings(textIn, (name, value) => void put.run(name, value)),
    /** Whether this ledger was restored from a backup and has not been opened since. */
    takeRestored: (): boolean => drop.run('restored').changes > 0,
    lane: (): Lane => laneSchema.catch('self').parse(get.get('lane')),
    setLane(lane: Lane): void {
      put.run('lane', lane);
    },
    printing: (): Printing => {
      const text = z.string().optional().parse(get.get('printing'));
      return text === undefined ? noPrinting : printingSchema.parse(JSON.parse(text));
    },
    setPrinting(printing: Printing): void {
      put.run('printing', JSON.stringify(printing));
    },
    camera: (): CameraSetting => {
      const text = z.string().optional().parse(get.get('camera'));
      return text === undefined ? noCamera : cameraSettingSchema.parse(JSON.parse(text));
    },
    setCamera(setting: CameraSetting): void {
      put.run('camera', JSON.stringify(setting));
    },
    /** The folder that staff set for saved files. */
    savedFolder: (): string | undefined => z.string().optional().parse(get.get('saved-folder')),
    setSavedFolder(folder: string | null): void {
      if (folder === null) drop.run('saved-folder');
      else put.run('saved-folder', folder);
    },
    role: (): Role | undefined => roleSchema.optional().catch(undefined).parse(get.get('role')),
    setRole(role: Role): void {
      put.run('role', role);
    },
    /** How far this station has received the server's list of erasures, and others' facts. */
    erasuresHeard: (): number => numberIn('erasures-heard'),
    setErasuresHeard(upTo: number): void {
      put.run('erasures-heard', String(upTo));
    },
    factsHeard: (): number => numberIn('facts-heard'),
    setFactsHeard(upTo: number): void {
      put.run('facts-heard', String(upTo));
    },
    /** Other machines whose facts the server sent as well, up to there (P125). */
    machinesHeard: (): readonly HeardMachine[] =>
      heardMachinesSchema.parse(jsonOf(textIn('machines-heard') ?? '[]')),
    setMachinesHeard(machines: readonly HeardMachine[]): void {
      put.run('machines-heard', JSON.stringify(machines));
    },
    /** The server's last word on how far it had come when we heard that far. */
    receipt: (): string | undefined => z.string().optional().parse(get.get('receipt')),
    setReceipt(receipt: string): void {
      put.run('receipt', receipt);
    },
    /** How far we heard the servers above our hub, the nearest first. */
    heardAbove: (): readonly HeardPlace[] => {
      const text = z.string().optional().parse(get.get('heard-above'));
      return heardAboveSchema.parse(JSON.parse(text ?? '[]'));
    },
    setHeardAbove(places: readonly HeardPlace[]): void {
      put.run('heard-above', JSON.stringify(places));
    },
    /** The last of the numbers that only rise, in what the station signs. */
    lastNumber: (): number => numberIn('number'),
    setLastNumber(number: number): void {
      put.run('number', String(number));
    },
    /** The version of the counting rules behind the stored figures. */
    tallyRules: (): number => numberIn('tally-rules'),
    setTallyRules(rules: number): void {
      put.run('tally-rules', String(rules));
    },
    /** At an organiser's station: the coverage that the server reported. */
    seenByServer: (): Coverage | undefined => {
      const text = z.string().optional().parse(get.get('seen-by-server'));
      return text === undefined ? undefined : coverageSchema.parse(JSON.parse(text));
    },
    setSeenByServer(coverage: Coverage): void {
      put.run('seen-by-server', JSON.stringify(coverage));
    },
    /** At a wall: the server's last figures, and when they came, by this machine's clock. */
    wallHeard: (): WallHeard | undefined => {
      const text = z.string().optional().parse(get.get('wall-heard'));
      return text === undefined ? undefined : wallHeardSchema.parse(JSON.parse(text));
    },
    setWallHeard(heard: WallHeard): void {
      put.run('wall-heard', JSON.stringify(heard));
    },
    /** The booth or desk of each scanner, by the scanner's id. */
    scanners: (): ReadonlyMap<string, string> => {
      const text = z.string().optional().parse(get.get('scanners'));
      return new Map(
        Object.entries(z.record(z.string(), z.string()).parse(JSON.parse(text ?? '{}'))),
      );
    },
    setScanners(scanners: ReadonlyMap<string, string>): void {
      put.run('scanners', JSON.stringify(Object.fromEntries(scanners)));
    },
    pinWait: (door: 'staff' | 'organiser'): PinWait | undefined => {
      const text = textIn(`${door}-wait`);
      return text === undefined ? undefined : pinWaitSchema.parse(JSON.parse(text));
    },
    setPinWait(door: 'staff' | 'organiser', wait: PinWait): void {
      put.run(`${door}-wait`, JSON.stringify(wait));
    },
    /** The bureau's own templates. */
    keptText: (name: KeptName): string | undefined => textIn(`kept-${name}`),
    setKeptText(name: KeptName, text: string | null): void {
      if (text === null) drop.run(`kept-${name}`);
      else put.run(`kept-${name}`, text);
    },
    /** At an organiser's station: what a person has looked at this evening. */
    /** At an organiser's station: the newest stick of each station that was taken in. */
    sticksTaken: (): readonly StickTaken[] =>
      z
        .array(stickSchema)
        .catch([])
        .parse(jsonOf(textIn('sticks-taken') ?? '[]')),
    setStickTaken(stick: StickTaken): void {
      const others = this.sticksTaken().filter(({ slot }) => slot !== stick.slot);
      put.run('sticks-taken', JSON.stringify([...others, stick]));
    },
    /** The fair that the data folder was made for, so that no other fair opens it. */
    fair: (): string | undefined => z.string().optional().parse(get.get('fair')),
    setFair(fair: string): void {
      put.run('fair', fair);
    },
  };
}
export type Settings = ReturnType<typeof openSettings>;

/** At an organiser's station: the evening, and which machines have destroyed their data afterwards. */
function afterwardsSettings(
  textIn: (name: string) => string | undefined,
  put: (name: string, value: string) => void,
) {
  return {
    eveningMarks: (): Marks => marksSchema.catch({}).parse(jsonOf(textIn('evening-marks') ?? '{}')),
    setEveningMarks: (marks: Marks): void => put('evening-marks', JSON.stringify(marks)),
    /** What machines say of themselves, as servers handed it on. */
    destroyedReports: (): readonly DestroyedReport[] =>
      z
        .array(destroyedReportSchema)
        .catch([])
        .parse(jsonOf(textIn('destroyed-told') ?? '[]')),
    setDestroyedReports: (reports: readonly DestroyedReport[]): void =>
      put('destroyed-told', JSON.stringify(reports)),
    /** Machines whose signed certificate somebody holds. */
    destroyedMarks: (): HandMarks =>
      handMarksSchema.catch({}).parse(jsonOf(textIn('destroyed-marks') ?? '{}')),
    setDestroyedMarks: (marks: HandMarks): void => put('destroyed-marks', JSON.stringify(marks)),
  };
}
