import type { Reporter, TestCase, TestError, TestResult } from '@playwright/test/reporter';
import { fromRoot, type Outcome, writeOutcomes } from './outcome.ts';

/** A screenshot, or a trace that replays the page. */
const PICTURES = /^image\/|^application\/zip$/;

/** The reporter for Playwright. */
export default class JourneyReporter implements Reporter {
  private readonly outcomes: Outcome[] = [];

  onTestEnd(test: TestCase, { status, duration, errors, attachments }: TestResult): void {
    const [, project = '', , ...titles] = test.titlePath();
    const base = {
      file: fromRoot(test.location.file),
      name: `[${project}] ${titles.join(' > ')}`,
      ms: duration,
    };
    if (status === 'skipped') {
      const why = test.annotations.find(({ type }) => type === 'skip')?.description;
      const message = why ?? base.name;
      this.outcomes.push({ ...base, state: 'skipped', message, pictures: [] });
    } else if (status === test.expectedStatus) {
      this.outcomes.push({ ...base, state: 'passed', message: '', pictures: [] });
    } else {
      this.outcomes.push({
        ...base,
        state: 'failed',
        message: errors.map(words).join('\n'),
        pictures: attachments.flatMap(({ path, contentType }) =>
          path !== undefined && PICTURES.test(contentType) ? [fromRoot(path)] : [],
        ),
      });
    }
  }

  onError(error: TestError): void {
    const file = error.location ? fromRoot(error.location.file) : '';
    const name = 'an error outside all tests';
    this.outcomes.push({ file, name, state: 'failed', ms: 0, message: words(error), pictures: [] });
  }

  async onEnd(): Promise<void> {
    await writeOutcomes(this.outcomes);
  }

  printsToStdio(): boolean {
    return false;
  }
}

function words({ message, value, snippet }: TestError): string {
  return [message ?? value ?? '', snippet ?? ''].join('\n');
}
