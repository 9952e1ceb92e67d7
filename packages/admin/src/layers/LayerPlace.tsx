import { Link as MuiLink } from '@mui/material';
import { Link } from 'react-router-dom';
import { boundsText } from './stretches';

interface Props {
  readonly layerKey: string | null;
  /** Null where the largest free one is wished for. */
  readonly range: { readonly fromBp: number; readonly toBp: number } | null;
}

/** Which range of which layer an experiment has. */
export const LayerPlace = ({ layerKey, range }: Props) =>
  layerKey === null ? (
    'None'
  ) : (
    <>
      <MuiLink component={Link} to={`/layers/${layerKey}/show`}>
        {layerKey}
      </MuiLink>
      , {range === null ? 'the largest range that is free' : boundsText(range)}
    </>
  );
