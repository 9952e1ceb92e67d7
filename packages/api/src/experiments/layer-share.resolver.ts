import { Ctx, FieldResolver, Resolver, Root } from 'type-graphql';
import type { Context } from '../context.js';
import { BasisPoints } from '../kernel/scalars.js';
import { Layer } from '../layers/index.js';
import { LayerShare } from './layer-range.entity.js';
import { layerFreeBp, layerShares } from './layer-range.queries.js';

@Resolver(() => Layer)
export class LayerShareResolver {
  @FieldResolver(() => [LayerShare], {
    description:
      'The ranges of its drafts, running and paused experiments that the caller may read, in the order in which they lie.',
  })
  ranges(@Root() { key }: Layer, @Ctx() { look }: Context): Promise<LayerShare[]> {
    return layerShares(look, key);
  }

  @FieldResolver(() => BasisPoints, { description: 'How much of it no experiment has.' })
  freeBp(@Root() { key }: Layer, @Ctx() { look }: Context): Promise<number> {
    return layerFreeBp(look, key);
  }
}
