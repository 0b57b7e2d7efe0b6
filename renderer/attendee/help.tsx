import { Button } from '../ui/button.tsx';
import { HandIcon, HomeIcon, NextIcon } from '../ui/icons.tsx';
import { Screen, Title } from '../ui/screen.tsx';
import { Text, type Words } from '../ui/text.tsx';
import { Willow, Wind } from '../ui/willow.tsx';
import './help.css';
import { words } from './words.ts';

export interface HelpProps {
  readonly station: Words;
  /** Nothing was in progress, so there is nothing to continue. */
  readonly fromIdle: boolean;
  readonly onBack: () => void;
  readonly onHome: () => void;
}

export function HelpScreen({ station, fromIdle, onBack, onHome }: HelpProps) {
  const { help } = words;
  return (
    <Screen
      name="help"
      scene={
        <>
          <Willow faint />
          <Wind />
          <span className="help-mark" aria-hidden="true">
            <HandIcon />
          </span>
          <Title words={help.title} />
          <p className="lead">
            <Text words={help.where(station)} />
          </p>
          {!fromIdle && (
            <p className="lead quiet">
              <Text words={help.kept} />
            </p>
          )}
        </>
      }
      act={
        <>
          <Button
            look="first"
            icon={<NextIcon />}
            words={fromIdle ? words.back : help.on}
            onPress={onBack}
          />
        </>
      }
      end={
        fromIdle ? null : (
          <Button icon={<HomeIcon />} words={help.end} tap="ends" onPress={onHome} />
        )
      }
    />
  );
}
