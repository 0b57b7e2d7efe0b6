import { Button } from '../ui/button.tsx';
import { BackIcon, HandIcon, NamelessIcon } from '../ui/icons.tsx';
import { Screen, Title } from '../ui/screen.tsx';
import { Text } from '../ui/text.tsx';
import { Willow } from '../ui/willow.tsx';
import { words } from './words.ts';

export interface NamelessProps {
  readonly saving: boolean;
  readonly onGet: () => void;
  readonly onBack: () => void;
  readonly onHelp: () => void;
}

export function NamelessScreen({ saving, onGet, onBack, onHelp }: NamelessProps) {
  const { nameless } = words;
  return (
    <Screen
      name="nameless"
      scene={
        <>
          <Willow faint />
          <Title words={nameless.title} />
          <p className="lead">
            <Text words={nameless.more} />
          </p>
          <p className="lead">
            <Text words={nameless.less} />
          </p>
        </>
      }
      act={
        <Button
          look="first"
          icon={<NamelessIcon />}
          words={saving ? words.consent.saving : nameless.get}
          tap="decides"
          busy={saving}
          onPress={onGet}
        />
      }
      end={null}
      ways={
        <>
          <Button
            look="plain"
            icon={<BackIcon />}
            words={words.back}
            disabled={saving}
            onPress={onBack}
          />
          <Button
            look="plain"
            icon={<HandIcon />}
            words={words.askStaff}
            disabled={saving}
            onPress={onHelp}
          />
        </>
      }
    />
  );
}
