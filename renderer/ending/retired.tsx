import { use, useEffect, useState } from 'react';
import type { CallOutput } from '../../shared/contract/calls.ts';
import {
  certificateDigest,
  certificateLines,
  certificateWords,
  destroyedLines,
  machineLines,
  machinesSum,
  type CertificateLine,
  type Destruction,
} from '../../shared/report/destruction.ts';
import { diskWords } from '../../shared/words/disk-words.ts';
import type { Client } from '../link/client.ts';
import type { RetiredHello } from '../link/station-link.ts';
import { PageDesk } from '../saving/saving.ts';
import { SaveFile } from '../organiser/save-file.tsx';
import { Ask } from '../ui/ask.tsx';
import { Button } from '../ui/button.tsx';
import { Text, type Words } from '../ui/text.tsx';
import './retired.css';
import { endingWords as words } from './words.ts';

const AGAIN_MS = 5_000;

export interface RetiredProps {
  readonly client: Client;
  readonly hello: RetiredHello;
}

/** After the destruction: what was destroyed at this machine, to print and file. */
export function Retired({ client, hello: { certificate, canLeave } }: RetiredProps) {
  const { printWays } = use(PageDesk);
  const [byBrowser, setByBrowser] = useState(false);
  useEffect(() => {
    printWays().then(
      ({ here }) => setByBrowser(!here),
      () => undefined,
    );
  }, [printWays]);
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
          {certificate && byBrowser && (
            <Button words={words.print} onPress={() => window.print()} />
          )}
          <Reuse client={client} />
          {canLeave && (
            <Button
              words={words.leave}
              onPress={() => void client.call('ending.leave', {}).catch(() => undefined)}
            />
          )}
        </div>
      </header>
      <Reported client={client} />
      {certificate ? (
        <article className="certificate">
          <h2>{certificateWords.title.zh}</h2>
          <Lines lines={certificateLines(certificate)} />
          <h3>
            <Text words={certificateWords.destroyed} beside />
          </h3>
          <Lines lines={destroyedLines(certificate)} />
          <OtherMachines certificate={certificate} />
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

/** Whether the organiser knows it without the paper. */
function Reported({ client }: { readonly client: Client }) {
  const [at, setAt] = useState<CallOutput<'ending.report'>['at']>();
  useEffect(() => {
    const look = () =>
      void client.call('ending.report', {}).then(
        (report) => setAt(report.at),
        () => undefined,
      );
    look();
    const timer = setInterval(look, AGAIN_MS);
    return () => clearInterval(timer);
  }, [client]);
  return (
    <output className="retired-report" data-at={at}>
      {at && <Text words={words.report[at]} beside />}
    </output>
  );
}

function OtherMachines({ certificate }: { readonly certificate: Destruction }) {
  const sum = machinesSum(certificate);
  if (!sum) return undefined;
  return (
    <>
      <h3>
        <Text words={certificateWords.machines} beside />
      </h3>
      <p>
        <Text words={sum} />
      </p>
      <Lines lines={machineLines(certificate)} />
      <p>
        <Text words={certificateWords.unlisted} />
      </p>
    </>
  );
}

function Reuse({ client }: { readonly client: Client }) {
  const [asks, setAsks] = useState(false);
  const [said, setSaid] = useState<Words>();
  async function begin(): Promise<void> {
    const begun = await client.call('ending.reuse', {}).catch(() => undefined);
    if (begun?.ok) return;
    const kind = begun?.fault.kind;
    setSaid(
      kind === undefined ? words.failed : kind === 'folder-in-use' ? words.inUse : diskWords[kind],
    );
  }
  return (
    <>
      <Button words={words.reuse} onPress={() => setAsks(true)} />
      {asks && (
        <Ask
          title={words.reuseTitle}
          yes={words.reuseYes}
          no={words.no}
          said={said}
          onYes={begin}
          onNo={() => setAsks(false)}
        >
          <p>
            <Text words={words.reuseMore} />
          </p>
        </Ask>
      )}
    </>
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
