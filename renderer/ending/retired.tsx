import {
  certificateDigest,
  certificateLines,
  certificateWords,
  destroyedLines,
  type CertificateLine,
} from '../../shared/report/destruction.ts';
import type { Client } from '../link/client.ts';
import type { RetiredHello } from '../link/station-link.ts';
import { SaveFile } from '../organiser/save-file.tsx';
import { Button } from '../ui/button.tsx';
import { Text } from '../ui/text.tsx';
import './retired.css';
import { endingWords as words } from './words.ts';

export interface RetiredProps {
  readonly client: Client;
  readonly hello: RetiredHello;
}

/** After the destruction: what was destroyed at this machine, to print and file. */
export function Retired({ client, hello: { certificate, canLeave } }: RetiredProps) {
  return (
    // So that a keyboard can scroll it.
    // oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex
    <main className="retired" data-testid="retired" tabIndex={0}>
      <header>
        <h1>
          <Text words={words.retired} />
        </h1>
        <div className="retired-ways">
          {certificate && (
            <SaveFile
              look="first"
              words={words.save}
              type="text/html"
              make={() => client.call('ending.certificate', {}).catch(() => undefined)}
            />
          )}
          {certificate && <Button words={words.print} onPress={() => window.print()} />}
          {canLeave && (
            <Button
              words={words.leave}
              onPress={() => void client.call('ending.leave', {}).catch(() => undefined)}
            />
          )}
        </div>
      </header>
      {certificate ? (
        <article className="certificate">
          <h2>{certificateWords.title.zh}</h2>
          <Lines lines={certificateLines(certificate)} />
          <h3>
            <Text words={certificateWords.destroyed} beside />
          </h3>
          <Lines lines={destroyedLines(certificate)} />
          {[
            certificateWords.stays(certificate.facts),
            certificateWords.how,
            certificateWords.elsewhere,
          ].map((each) => (
            <p key={each.zh}>
              <Text words={each} />
            </p>
          ))}
          <p>
            <Text words={certificateWords.check} beside />{' '}
            <code>{certificateDigest(certificate)}</code>
          </p>
        </article>
      ) : (
        <p>
          <Text words={words.noCertificate} />
        </p>
      )}
    </main>
  );
}

function Lines({ lines }: { readonly lines: readonly CertificateLine[] }) {
  return (
    <table>
      <tbody>
        {lines.map(({ about, says }) => (
          <tr key={about.zh}>
            <th scope="row">
              <Text words={about} beside />
            </th>
            <td>
              <Text words={says} beside />
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}
