import { useState } from 'react';
import type { Client } from '../link/client.ts';
import type { EmptyHello } from '../link/station-link.ts';
import { Button } from '../ui/button.tsx';
import { Screen, Title } from '../ui/screen.tsx';
import { Text } from '../ui/text.tsx';
import { Willow, Wind } from '../ui/willow.tsx';
import './first-choice.css';
import { FirstFrame } from './first-frame.tsx';
import { firstWords as words } from './words.ts';

export interface FirstChoiceProps {
  readonly client: Client;
  readonly hello: EmptyHello;
  readonly onNew: () => void;
  readonly onJoin: () => void;
}

/** One question in large type. */
export function FirstChoice({ client, hello, onNew, onJoin }: FirstChoiceProps) {
  const [sample, setSample] = useState<'no' | 'opening' | 'not-opened'>('no');

  async function openSample(): Promise<void> {
    setSample('opening');
    const opened = await client.call('first.sample', {}).catch(() => undefined);
    // The page draws the sample as soon as it is open.
    if (!opened?.ok) setSample('not-opened');
  }

  return (
    <FirstFrame name={words.name} step="first">
      <Screen
        name="first"
        scene={
          <>
            <Willow />
            <Wind />
            <Title words={words.title} />
            <output className="first-said" role="alert">
              {sample === 'not-opened' && <Text words={words.notOpened} />}
              {sample !== 'not-opened' && hello.leftOver && (
                <Text words={words.leftOver[hello.leftOver]} />
              )}
            </output>
          </>
        }
        act={
          <div className="first-ways">
            {/* Another fair must not be made over what is left of one. */}
            {hello.leftOver === null && (
              <Button look="first" words={words.new} more={words.newMore} onPress={onNew} />
            )}
            <Button look="first" words={words.join} more={words.joinMore} onPress={onJoin} />
            <Button
              words={words.sample}
              more={words.sampleMore}
              busy={sample === 'opening'}
              onPress={() => void openSample()}
            />
          </div>
        }
        ways={
          hello.canLeave ? (
            <Button
              look="plain"
              words={words.leave}
              onPress={() => void client.call('first.leave', {}).catch(() => undefined)}
            />
          ) : undefined
        }
      />
    </FirstFrame>
  );
}
