import type { HubView } from '../../../shared/contract/hub.ts';
import { Text } from '../../ui/text.tsx';
import type { Hub } from './hub.ts';
import { addressWords, hubWords as words } from './words.ts';

/** Which of this computer's networks the stations are in. */
export function HubAddress({ atWork, hub }: { readonly atWork: Hub; readonly hub: HubView }) {
  const { addresses, chosen, server, run } = hub;
  const heard = run.at === 'up' ? (run.health?.heard ?? 0) : undefined;
  return (
    <section className="hub-part" aria-label={words.network.zh}>
      <h3>
        <Text words={words.network} beside />
      </h3>
      <p className="quiet">
        <Text words={words.networkMore} />
      </p>
      <div className="hub-addresses" role="group" aria-label={words.network.zh}>
        {addresses.map(({ address, name, kind }) => (
          <button
            key={address}
            type="button"
            className="hub-choice"
            aria-pressed={address === chosen}
            onClick={() => void atWork.choose(address)}
          >
            <b>{address}</b>
            <Text words={addressWords[kind](name)} beside />
          </button>
        ))}
      </div>
      {server !== null && (
        <p className="hub-server">
          <Text words={words.address} beside />
          <code>{server}</code>
        </p>
      )}
      {/* This station itself is one of them. */}
      {heard !== undefined && heard <= 1 && (
        <details className="hub-lonely">
          <summary>
            <Text words={words.lonely} beside />
          </summary>
          <ol>
            {words.lonelyWays.map((way) => (
              <li key={way.zh}>
                <Text words={way} />
              </li>
            ))}
          </ol>
        </details>
      )}
    </section>
  );
}
