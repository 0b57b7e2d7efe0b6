import { Component, type ReactNode } from 'react';
import { words } from './attendee/words.ts';
import { NoticePage } from './ui/notice-page.tsx';

const AGAIN_MS = 4_000;

/** A bug in the page ends this page, not the kiosk: it shows a sentence and then loads again. */
export class CrashBoundary extends Component<
  { readonly freshPage: () => void; readonly children: ReactNode },
  { readonly crashed: boolean }
> {
  override state = { crashed: false };

  static getDerivedStateFromError(): { crashed: boolean } {
    return { crashed: true };
  }

  override componentDidCatch(): void {
    setTimeout(this.props.freshPage, AGAIN_MS);
  }

  override render(): ReactNode {
    if (!this.state.crashed) return this.props.children;
    const { crashed, crashedMore } = words.link;
    return <NoticePage name="crashed" title={crashed} more={crashedMore} busy />;
  }
}
