import { Component, type ErrorInfo, type ReactNode } from 'react';
import i18next from 'i18next';
import { Notice } from './ui/Notice';
import { PlainButton } from './ui/PlainButton';

/** ErrorBoundary shows a page of its own when rendering fails, or when a chunk of an older build is gone; typed lines are safe in IndexedDB. */
export class ErrorBoundary extends Component<{ children: ReactNode }, { failed: boolean }> {
  override state = { failed: false };

  static getDerivedStateFromError(): { failed: boolean } {
    return { failed: true };
  }

  override componentDidCatch(error: Error, info: ErrorInfo): void {
    console.error('render failed', error.message, info.componentStack);
  }

  override render(): ReactNode {
    if (!this.state.failed) return this.props.children;
    return (
      <Notice
        title={i18next.t('app.crash')}
        text={i18next.t('app.crashText')}
        action={
          <PlainButton variant="primary" onClick={() => location.reload()}>
            {i18next.t('app.reload')}
          </PlainButton>
        }
      />
    );
  }
}
