import { Button } from '@mui/material';
import { Component, type ReactNode } from 'react';
import { Trouble } from './Trouble';

interface Props {
  /** Another place is another chance: a change of it clears the fault. */
  readonly place: string;
  readonly children: ReactNode;
}

interface State {
  readonly fault: Error | null;
  readonly place: string;
}

/** Keeps the frame on the screen when a page fails. */
export class FaultBoundary extends Component<Props, State> {
  override state: State = { fault: null, place: this.props.place };

  static getDerivedStateFromError(fault: Error): Partial<State> {
    return { fault };
  }

  static getDerivedStateFromProps({ place }: Props, state: State): State | null {
    return place === state.place ? null : { fault: null, place };
  }

  override render(): ReactNode {
    const { fault } = this.state;
    if (!fault) return this.props.children;
    return (
      <Trouble
        explanation={{
          title: 'This page failed to draw.',
          advice: 'Nothing was changed by that. Load it again; if it stays, report the text below.',
          code: 'PAGE_FAILED',
          reference: fault.message,
        }}
        action={<Button onClick={() => window.location.reload()}>Load again</Button>}
      />
    );
  }
}
