import { useStore } from 'zustand';
import { AuditStanding, AuditTable } from '../organiser/audit-table.tsx';
import { Button } from '../ui/button.tsx';
import { Text } from '../ui/text.tsx';
import type { Accounts } from './accounts.ts';
import { accountWords as words } from './words.ts';

/** What was done here, for all who want to see it: read whole, to check that nothing is missing. */
export function Deeds({ accounts }: { readonly accounts: Accounts }) {
  const { audit } = useStore(accounts);
  return (
    <section aria-label={words.deeds.zh}>
      <h2>
        <Text words={words.deeds} beside />
      </h2>
      {audit === undefined && (
        <div>
          <Button words={words.showDeeds} onPress={() => void accounts.loadAudit()} />
        </div>
      )}
      {audit === 'loading' && <Text words={words.loading} />}
      {typeof audit === 'object' && (
        <>
          <AuditStanding whole={audit.whole} />
          {audit.entries.length > 0 && <AuditTable audit={audit} />}
        </>
      )}
    </section>
  );
}
