import { Button } from '@mui/material';
import { useLocation } from 'react-router-dom';
import { providerAddress } from '../login/wanted-place';

interface Props {
  readonly name: string;
  /** Whether there is no other way. */
  readonly isMain?: boolean;
}

/** Who signs in elsewhere proves it there, and comes back to this page. */
export function ProviderLink({ name, isMain = false }: Props) {
  const { pathname, search } = useLocation();
  return (
    <Button
      href={providerAddress(`${pathname}${search}`, { isStepUp: true })}
      variant={isMain ? 'contained' : 'text'}
    >
      {isMain ? `Confirm with ${name}` : `Confirm with ${name} instead`}
    </Button>
  );
}
