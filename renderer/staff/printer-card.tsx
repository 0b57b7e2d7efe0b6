import { useCallback, useEffect, useState } from 'react';
import type { CallOutput } from '../../shared/contract/calls.ts';
import type { Printer, Printing } from '../../shared/contract/printing.ts';
import type { Client } from '../link/client.ts';
import { Button } from '../ui/button.tsx';
import { spoken, Text } from '../ui/text.tsx';
import { Card } from './panel-cards.tsx';
import './printer-card.css';
import { printerStates, printerWords as words } from './words.ts';

type Known = Extract<CallOutput<'staff.printing'>, { ok: true }>['value'];

/** This station's printer. A choice applies at once; an address needs the key beside it. */
export function PrinterCard({ client, staffKey: key }: { client: Client; staffKey: string }) {
  const [known, setKnown] = useState<Known>();
  const [at, setAt] = useState('');
  const [checking, setChecking] = useState(false);
  const load = useCallback(async () => {
    const reply = await client.call('staff.printing', { key });
    if (!reply.ok) return;
    setKnown(reply.value);
    const { printer } = reply.value.setting;
    if (printer.how === 'receipt') setAt(printer.at);
  }, [client, key]);
  const check = useCallback(async () => {
    setChecking(true);
    const asked = await client.call('staff.checkPrinter', { key }).catch(() => undefined);
    setChecking(false);
    if (asked?.ok) setKnown((now) => now && { ...now, state: asked.value });
  }, [client, key]);
  useEffect(() => {
    const begin = (): void => {
      load()
        .then(check)
        .catch(() => undefined);
    };
    begin();
  }, [load, check]);
  if (!known) return null;
  const { setting, system } = known;
  const { printer } = setting;

  const set = (change: Partial<Printing>): void => {
    const next = { ...setting, ...change };
    setKnown({ ...known, setting: next });
    client
      .call('staff.setPrinting', { key, setting: next })
      .then(load)
      .then(check)
      .catch(() => undefined);
  };
  const choose = (how: Printer['how']): void => {
    if (how === 'none') set({ printer: { how } });
    if (how === 'system') set({ printer: { how, name: system?.[0] ?? '' } });
    if (how === 'receipt' && at.trim()) set({ printer: { how, at: at.trim(), columns: 32 } });
    if (how === 'receipt' && !at.trim())
      setKnown({ ...known, setting: { ...setting, printer: { how, at: '', columns: 32 } } });
  };

  return (
    <Card title={words.title} area="printer">
      <div className="lanes" role="group" aria-label={spoken(words.title)}>
        {(['none', 'system', 'receipt'] as const).map((how) => (
          <button
            key={how}
            type="button"
            className="lane"
            aria-pressed={printer.how === how}
            onClick={() => choose(how)}
          >
            <Text words={words[how]} />
          </button>
        ))}
      </div>
      {printer.how === 'system' && system === null && (
        <p className="quiet">
          <Text words={words.dialogue} />
        </p>
      )}
      {printer.how === 'system' && system !== null && (
        <label className="printer-field">
          <Text words={words.which} beside />
          <select
            value={printer.name}
            onChange={({ target }) => set({ printer: { how: 'system', name: target.value } })}
          >
            {[...new Set([...system, ...(printer.name ? [printer.name] : [])])].map((name) => (
              <option key={name}>{name}</option>
            ))}
          </select>
        </label>
      )}
      {printer.how === 'receipt' && (
        <>
          <label className="printer-field">
            <Text words={words.at} beside />
            <input
              value={at}
              inputMode="url"
              placeholder="192.168.1.87:9100"
              onChange={({ target }) => setAt(target.value)}
            />
          </label>
          <div className="printer-ways">
            {([32, 48] as const).map((columns) => (
              <Button
                key={columns}
                look={printer.at === at.trim() && printer.columns === columns ? 'first' : 'second'}
                words={words.paper(columns)}
                disabled={!at.trim()}
                onPress={() => set({ printer: { how: 'receipt', at: at.trim(), columns } })}
              />
            ))}
          </div>
        </>
      )}
      {known.state !== 'none' && (system !== null || printer.how === 'receipt') && (
        <p className="printer-state">
          <Text words={words.state} beside />
          <b data-well={known.state === 'works' || known.state === 'busy'}>
            <Text words={printerStates[known.state]} beside />
          </b>
          <Button look="plain" words={words.check} busy={checking} onPress={() => void check()} />
        </p>
      )}
      {printer.how !== 'none' && (
        <label className="printer-field">
          <input
            type="checkbox"
            checked={setting.byItself}
            onChange={({ target }) => set({ byItself: target.checked })}
          />
          <Text words={words.byItself} beside />
        </label>
      )}
    </Card>
  );
}
