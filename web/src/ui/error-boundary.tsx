import { Component, type ReactNode } from 'react';

interface Props {
  what: string;
  children: ReactNode;
}

/** One part that cannot be drawn says so; the rest of the page stays. */
export class ErrorBoundary extends Component<Props, { failed: boolean }> {
  override state = { failed: false };

  static getDerivedStateFromError() {
    return { failed: true };
  }

  override render() {
    if (!this.state.failed) return this.props.children;
    return (
      <p className="muted" role="note">
        {this.props.what} could not be shown.
      </p>
    );
  }
}
