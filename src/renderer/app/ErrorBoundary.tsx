import { Button } from '@fluentui/react-components';
import { Component, type ReactNode } from 'react';
import { ErrorBlock } from '../ui/index.ts';

/** A page that fails shows what happened and a way on; the frame around it stays. A new `at` tries again. */
export class ErrorBoundary extends Component<{ children: ReactNode; at: string }, { error: Error | null; at: string }> {
  override state = { error: null as Error | null, at: this.props.at };

  static getDerivedStateFromError(error: Error) {
    return { error };
  }

  static getDerivedStateFromProps(props: { at: string }, state: { at: string }) {
    return props.at === state.at ? null : { error: null, at: props.at };
  }

  override render() {
    if (!this.state.error) return this.props.children;
    return (
      <div className="page-inset">
        <ErrorBlock
          error={{ what: 'This page could not be shown.', why: this.state.error.message, todo: 'Reload the console; what was saved is kept.' }}
          onRetry={() => this.setState({ error: null })}
          actions={<Button onClick={() => window.location.reload()}>Reload</Button>}
        />
      </div>
    );
  }
}
