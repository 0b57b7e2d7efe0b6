import { Button } from '../ui/button.tsx';
import { AgainIcon, AlertIcon, HandIcon, HomeIcon } from '../ui/icons.tsx';
import { Screen, Title } from '../ui/screen.tsx';
import { Text } from '../ui/text.tsx';
import type { SavingFault } from './steps.ts';
import './refused.css';
import { savingFaults, words } from './words.ts';

export interface NotSavedProps {
  readonly why: SavingFault;
  /** This page still has the input for another try; otherwise the person must scan again. */
  readonly canRetry: boolean;
  readonly onBack: () => void;
  readonly onHome: () => void;
  readonly onHelp: () => void;
}

export function NotSavedScreen({ why, canRetry, onBack, onHome, onHelp }: NotSavedProps) {
  const { title, more } = savingFaults[why];
  const retry = canRetry && (why === 'not-saved' || why === 'unanswered');
  return (
    <Screen
      name="not-saved"
      tone="bad"
      scene={
        <>
          <span className="refused-mark refused-mark-alone" aria-hidden="true">
            <AlertIcon />
          </span>
          <Title words={title} />
          <p className="lead" role="alert">
            <Text words={more} />
          </p>
        </>
      }
      act={
        <>
          {retry && (
            <Button
              look="first"
              icon={<AgainIcon />}
              words={words.notSaved.once}
              onPress={onBack}
            />
          )}
          <Button
            look={retry ? 'second' : 'first'}
            icon={<HandIcon />}
            words={words.askStaff}
            onPress={onHelp}
          />
        </>
      }
      end={null}
      ways={
        <Button look="plain" icon={<HomeIcon />} words={words.home} tap="ends" onPress={onHome} />
      }
    />
  );
}
