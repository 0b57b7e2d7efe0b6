import { kindOfFair } from '../../shared/fair-kinds.ts';
import type { Hello } from '../link/station-link.ts';
import { ConsentScreen } from './consent.tsx';
import type { Step } from './steps.ts';
import { HelpScreen } from './help.tsx';
import { IdleScreen } from './idle.tsx';
import { KeypadScreen } from './keypad.tsx';
import type { Kiosk } from './kiosk.ts';
import { LeavingScreen } from './leaving.tsx';
import { MyDayScreen } from './my-day.tsx';
import { NamelessScreen } from './nameless.tsx';
import { NotSavedScreen } from './not-saved.tsx';
import { PostsScreen } from './posts.tsx';
import { QuestionsScreen } from './questions.tsx';
import { works } from './readers.tsx';
import { RefusedScreen } from './refused.tsx';
import { WelcomeScreen } from './welcome.tsx';

export interface StepScreenProps {
  readonly step: Step;
  readonly kiosk: Kiosk;
  readonly hello: Hello;
}

/** The screen for each step, connected to its actions. */
// biome-ignore lint/complexity/noExcessiveLinesPerFunction: one screen for each step, and nothing else.
export function StepScreen({ step, kiosk, hello }: StepScreenProps) {
  const { dispatch } = kiosk;
  const onBack = (): void => dispatch({ kind: 'back' });
  const onHome = (): void => dispatch({ kind: 'done' });
  const onHelp = (): void => dispatch({ kind: 'help' });
  const onType = (): void => dispatch({ kind: 'type-number' });
  const onNameless = (): void => kiosk.withoutCard();

  const { asks } = kindOfFair(hello.fair);

  switch (step.at) {
    case 'idle':
      return <IdleScreen {...{ hello, onType, onNameless, onHelp }} />;
    case 'keypad':
      return (
        <KeypadScreen
          typed={step.typed}
          asking={step.asking}
          fault={step.fault}
          onTyped={(text) => dispatch({ kind: 'typed', text })}
          onNext={() => void kiosk.sendNumber()}
          {...{ onBack, onHelp }}
        />
      );
    case 'nameless':
      return (
        <NamelessScreen
          saving={step.saving}
          onGet={() => void kiosk.nameless()}
          {...{ onBack, onHelp }}
        />
      );
    case 'consent':
      return (
        <ConsentScreen
          key={step.arrival.arrival}
          arrival={step.arrival}
          saving={step.saving}
          onAgree={() => void kiosk.consent(step.arrival.arrival, true)}
          onWithout={() => void kiosk.consent(step.arrival.arrival, false)}
          {...{ onBack, onHelp }}
        />
      );
    case 'welcome':
      return (
        <WelcomeScreen
          key={step.welcome.pass.text}
          welcome={step.welcome}
          refreshed={step.refreshed}
          settled={step.settled}
          fair={hello.fair.name}
          print={
            hello.printing === 'none'
              ? undefined
              : { printing: step.printing, onPrint: () => void kiosk.print() }
          }
          prePrinted={
            step.bound === undefined
              ? undefined
              : { code: step.bound, onTakeBack: () => void kiosk.unbind() }
          }
          asks={asks.length}
          onQuestions={() => void kiosk.beginQuestions(asks)}
          onPosts={() => dispatch({ kind: 'posts' })}
          onMyDay={() => dispatch({ kind: 'my-day' })}
          onDone={onHome}
          onHelp={onHelp}
          onNoCode={kiosk.passWithoutCode}
        />
      );
    case 'questions':
      return (
        <QuestionsScreen
          draft={step.draft}
          prefilled={Object.keys(step.welcome.answers).length > 0}
          phoneLeft={step.welcome.phoneLeft}
          typed={step.welcome.greeting.by === 'digits'}
          saving={step.saving}
          onDraft={(draft) => dispatch({ kind: 'draft', draft })}
          onAgreeGroups={() => void kiosk.agreeGroups()}
          onFinish={() => void kiosk.sendAnswers(step.draft)}
          onLeave={() => void kiosk.sendAnswers(undefined)}
          onHelp={onHelp}
        />
      );
    case 'my-day':
      return (
        <MyDayScreen
          erasing={step.erasing}
          myDay={kiosk.myDay}
          onAsk={(asked) => dispatch({ kind: 'erasing', now: asked ? 'asked' : 'no' })}
          onErase={() => void kiosk.erase()}
          onWithdraw={kiosk.withdraw}
          onCorrect={() => {
            onBack();
            void kiosk.beginQuestions(asks);
          }}
          {...{ onBack, onHome, onHelp }}
        />
      );
    case 'posts':
      return (
        <PostsScreen
          fittingPosts={kiosk.fittingPosts}
          hall={kiosk.hall}
          {...{ onBack, onHome, onHelp }}
        />
      );
    case 'refused':
      return (
        <RefusedScreen
          key={step.why}
          why={step.why}
          behind={step.behind.at}
          cardWorks={works(hello.readers, 'id-card')}
          {...{ onType, onNameless, onBack, onHelp }}
        />
      );
    case 'not-saved':
      return (
        <NotSavedScreen
          why={step.why}
          canRetry={step.behind.at !== 'idle'}
          {...{ onBack, onHome, onHelp }}
        />
      );
    case 'help':
      return (
        <HelpScreen
          station={hello.station.name}
          fromIdle={step.behind.at === 'idle'}
          {...{ onBack, onHome }}
        />
      );
    case 'leaving':
      return <LeavingScreen />;
  }
}
