import { createStore } from 'zustand/vanilla';
import type { CallInput, CallOutput } from '../../../shared/contract/calls.ts';
import type { SetUp } from '../../../shared/contract/setup.ts';
import type { Edit } from '../../../shared/tables/employers/edit.ts';
import type { Client } from '../../link/client.ts';
import { sendInParts } from '../../link/in-parts.ts';

/** The page's side of setting up the fair; the station does the work and reports its progress. */

export interface SettingUp {
  readonly setUp: SetUp | undefined;
  readonly trouble: boolean;
}
export type SetUpAtWork = ReturnType<typeof setUpAtWork>;

export function setUpAtWork(client: Client) {
  const store = createStore<SettingUp>(() => ({ setUp: undefined, trouble: false }));
  /** The number of the current upload: another file or a stop ends the one before. */
  let sending = 0;

  async function asked<T>(call: Promise<T>): Promise<T | undefined> {
    const answer = await call.catch(() => undefined);
    store.setState({ trouble: answer === undefined });
    return answer;
  }

  /** Undefined where the table is gone: the page hears of that by itself. */
  async function value<T>(
    call: Promise<{ readonly ok: true; readonly value: T } | { readonly ok: false }>,
  ): Promise<T | undefined> {
    const answer = await asked(call);
    return answer?.ok ? answer.value : undefined;
  }

  return {
    ...store,
    begin(): () => void {
      const look = (): void =>
        void asked(client.call('setup.state', {})).then(
          (setUp) => setUp && store.setState({ setUp }),
        );
      look();
      return client.listen({ setup: (setUp) => store.setState({ setUp, trouble: false }) }, look);
    },
    /** The fault `locked` where the keys are closed. */
    async send(what: CallInput<'setup.begin'>['what'], file: File) {
      sending += 1;
      const mine = sending;
      const name = file.name.replace(/\.\w+$/, '').slice(0, 300);
      const begun = await asked(client.call('setup.begin', { what, bytes: file.size, name }));
      if (!begun?.ok) return begun;
      await sendInParts(
        file,
        (base64) => asked(client.call('setup.part', { base64 })),
        () => mine === sending,
      );
      return begun;
    },
    /** For the parts that call the station themselves. */
    client,
    lock: () => asked(client.call('setup.lock', {})),
    cancel() {
      sending += 1;
      return asked(client.call('setup.cancel', {}));
    },
    publish: (): Promise<CallOutput<'setup.publish'> | undefined> =>
      asked(client.call('setup.publish', {})),
    settle: () => asked(client.call('setup.settle', {})),
    undoPeople: () => asked(client.call('setup.undoPeople', {})),
    undo: () => asked(client.call('setup.undo', {})),
    columns: () => value(client.call('setup.columns', {})),
    findings: (asks: CallInput<'setup.findings'>) => value(client.call('setup.findings', asks)),
    changes: (asks: CallInput<'setup.changes'>) => value(client.call('setup.changes', asks)),
    trades: (asks: CallInput<'setup.trades'>) => value(client.call('setup.trades', asks)),
    booths: (asks: CallInput<'setup.booths'>) => value(client.call('setup.booths', asks)),
    grid: (asks: CallInput<'setup.grid'>) => value(client.call('setup.grid', asks)),
    peopleColumns: () => value(client.call('setup.peopleColumns', {})),
    peopleFindings: (asks: CallInput<'setup.peopleFindings'>) =>
      value(client.call('setup.peopleFindings', asks)),
    setPeopleColumn: (chosen: CallInput<'setup.setPeopleColumn'>) =>
      asked(client.call('setup.setPeopleColumn', chosen)),
    edit: (edit: Edit) => asked(client.call('setup.edit', { edit })),
    undoEdit: () => asked(client.call('setup.undoEdit', {})),
    redoEdit: () => asked(client.call('setup.redoEdit', {})),
    marked: () => asked(client.call('setup.marked', {})),
    seal: (withoutFaulty: boolean) => asked(client.call('setup.seal', { withoutFaulty })),
    template: (table: CallInput<'setup.template'>['table']) =>
      asked(client.call('setup.template', { table })),
    offer: (input: CallInput<'setup.offer'>) => asked(client.call('setup.offer', input)),
  };
}
