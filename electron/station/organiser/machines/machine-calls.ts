import type { CallOutput } from '../../../../shared/contract/calls.ts';
import type { Handlers } from '../../../../shared/contract/dispatch.ts';
import type { HandedOver } from '../../../../shared/contract/shapes.ts';
import type { Fair } from '../../../../shared/fair.ts';
import { type MachineNow, machinesOf, revokesOld } from '../../../../shared/machines/replacing.ts';
import type { Coverage } from '../../../../shared/report/coverage.ts';
import { fail, ok, type Result } from '../../../../shared/result.ts';
import type { Change } from '../../../../shared/succession.ts';
import type { OpenedKeys } from '../../keys/own-keys.ts';
import type { SetUpBench } from '../set-up-bench.ts';

/** What an organiser does about machines: each deed is one revision of the fair. */

export interface MachineCallsOptions {
  readonly newest: () => Fair;
  /** The slot of this station. */
  readonly here: number;
  readonly coverage: (fair: Fair) => Coverage;
  readonly codesBy: () => CallOutput<'machines.state'>['codesBy'];
  readonly bench: Pick<SetUpBench, 'opened' | 'touch'>;
  readonly publish: (
    change: Change,
    opened: OpenedKeys,
  ) => Promise<Result<{ readonly file: HandedOver | null }, { readonly kind: 'not-taken' }>>;
  readonly now: () => number;
}

type MachineCalls = Pick<
  Handlers,
  'machines.state' | 'machines.replace' | 'machines.revoke' | 'machines.reinstate'
>;

export function machineCalls(options: MachineCallsOptions): MachineCalls {
  const { newest, here, coverage, bench, now } = options;
  const machines = (): readonly MachineNow[] => {
    const fair = newest();
    return machinesOf(fair, coverage(fair).stations, now(), here);
  };

  async function publish(
    slot: number,
    revision: number,
    changeOf: (machine: MachineNow) => Change,
  ) {
    const opened = bench.opened();
    if (!opened) return fail({ kind: 'locked' as const });
    if (newest().revision !== revision) return fail({ kind: 'moved' as const });
    const machine = machines().find((each) => each.slot === slot);
    if (!machine) return fail({ kind: 'no-such-slot' as const });
    bench.touch();
    const change = changeOf(machine);
    const published = await options.publish(change, opened);
    const revoked = change.revoked?.includes(slot) ?? false;
    return published.ok ? ok({ revoked, file: published.value.file }) : published;
  }

  return {
    'machines.state': () => {
      const { revision, stations } = newest();
      const names = new Map(stations.map(({ slot, name }) => [slot, name]));
      return {
        revision,
        codesBy: options.codesBy(),
        machines: machines().map(({ replacedBy, standsFor, knows, spares, ...machine }) => ({
          ...machine,
          name: names.get(machine.slot) ?? { zh: '', en: '' },
          replacedBy: replacedBy ?? null,
          standsFor: standsFor ?? null,
          knows: knows ?? null,
          spares: [...spares],
          isThis: machine.slot === here,
        })),
      };
    },
    'machines.replace': async ({ slot, by: spare, where, revision }) => {
      if (slot === here) return fail({ kind: 'this-machine' });
      const old = machines().find((machine) => machine.slot === slot);
      if (old && !old.spares.includes(spare)) return fail({ kind: 'not-free' });
      return publish(slot, revision, (machine) => ({
        replaced: [{ slot, by: spare }],
        ...(revokesOld(machine, where) && { revoked: [slot] }),
      }));
    },
    'machines.revoke': async ({ slot, revision }) => {
      // An organiser who revokes their own station can sign nothing that anybody hears.
      if (slot === here) return fail({ kind: 'this-machine' });
      return publish(slot, revision, () => ({ revoked: [slot] }));
    },
    'machines.reinstate': ({ slot, revision }) =>
      publish(slot, revision, () => ({ reinstated: [slot] })),
  };
}
