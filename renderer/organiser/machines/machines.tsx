import { useState } from 'react';
import { Button } from '../../ui/button.tsx';
import { Text } from '../../ui/text.tsx';
import { JoinCodes } from './join-codes.tsx';
import type { MachineParts } from './machine-parts.ts';
import { machineWords as words } from './machine-words.ts';
import { MachineSheet } from './machine-sheet.tsx';
import './machines.css';

/** Over the list of stations: how many have joined, and the codes for the others. */
export function MachinesLine(parts: MachineParts) {
  const [codes, setCodes] = useState(false);
  const all = parts.machines.machines.filter(({ standing }) => standing !== 'revoked');
  const joined = all.filter(({ heardMs }) => heardMs !== null).length;
  return (
    <div className="machines-line">
      <p>
        <Text words={words.joined(joined, all.length)} beside />
      </p>
      <Button look="first" words={words.join} onPress={() => setCodes(true)} />
      {codes && <JoinCodes {...parts} onClose={() => setCodes(false)} />}
    </div>
  );
}

/** In a station's row. */
export function MachineCell({ slot, ...parts }: MachineParts & { readonly slot: number }) {
  const [open, setOpen] = useState(false);
  const machine = parts.machines.machines.find((each) => each.slot === slot);
  if (!machine) return undefined;
  const { standsFor, replacedBy } = machine;
  return (
    <div className="machine-cell">
      {standsFor !== null && <Text words={words.standsFor(standsFor)} beside />}
      {replacedBy !== null && <Text words={words.replacedBy(replacedBy)} beside />}
      <button type="button" className="machine-change" onClick={() => setOpen(true)}>
        <Text words={words.change} beside />
      </button>
      {open && <MachineSheet {...parts} machine={machine} onClose={() => setOpen(false)} />}
    </div>
  );
}
