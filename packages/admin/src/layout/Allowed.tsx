import { CanAccess } from 'ra-core';
import type { ReactNode } from 'react';

interface Props {
  readonly action: string;
  readonly resource: string;
  /** Shown instead to those who may not; nothing unless given. */
  readonly otherwise?: ReactNode;
  readonly children: ReactNode;
}

/** Shows its children to those whose role allows it. The server checks again, whatever is shown. */
export const Allowed = ({ action, resource, otherwise = null, children }: Props) => (
  <CanAccess action={action} resource={resource} accessDenied={otherwise}>
    {children}
  </CanAccess>
);
