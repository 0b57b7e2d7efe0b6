import type { Reporter, TestCase, TestModule } from 'vitest/node';
import { fromRoot, type Outcome, writeOutcomes } from './outcome.ts';

type Errors = readonly { readonly message: string; readonly diff?: string | undefined }[];

/** The reporter for Vitest: also reports failures outside a test, in a hook or while a file loads. */
export default class UnitReporter implements Reporter {
  async onTestRunEnd(modules: readonly TestModule[], unhandled: Errors): Promise<void> {
    await writeOutcomes([
      ...modules.flatMap(outcomesOf),
      ...unhandled.map((error) => failure('', 'an error outside all tests', [error])),
    ]);
  }
}

function outcomesOf(module: TestModule): Outcome[] {
  const file = fromRoot(module.moduleId);
  const outside = [
    { name: 'outside its tests', errors: module.errors() },
    ...[...module.children.allSuites()].map((suite) => ({
      name: `${suite.fullName} > its hooks`,
      errors: suite.errors(),
    })),
  ].filter(({ errors }) => errors.length > 0);
  return [
    ...outside.map(({ name, errors }) => failure(file, name, errors)),
    ...[...module.children.allTests()].map((test) => outcomeOf(file, test)),
  ];
}

function outcomeOf(file: string, test: TestCase): Outcome {
  const result = test.result();
  const ms = test.diagnostic()?.duration ?? 0;
  const base = { file, name: test.fullName, ms, pictures: [] };
  if (result.state === 'failed') return { ...failure(file, test.fullName, result.errors), ms };
  if (result.state === 'passed') return { ...base, state: 'passed', message: '' };
  // A group that skips itself gives the reason in its name.
  const why = result.state === 'skipped' ? result.note : undefined;
  return {
    ...base,
    state: 'skipped',
    message: why ?? test.fullName.split(' > ')[0] ?? '',
  };
}

function failure(file: string, name: string, errors: Errors): Outcome {
  const message = errors.map((error) => [error.message, error.diff ?? ''].join('\n')).join('\n');
  return { file, name, state: 'failed', ms: 0, message, pictures: [] };
}
