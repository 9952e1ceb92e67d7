import type { LayerWholeFragment } from '../generated/graphql';

export type Layer = LayerWholeFragment;
export type Share = Layer['ranges'][number];
