import { Arg, Ctx, Int, Query, Resolver } from 'type-graphql';
import type { Context } from '../context.js';
import { SortInput, pageOf } from '../kernel/list.js';
import { CommandMutation } from '../kernel/mutation.js';
import { Key } from '../kernel/scalars.js';
import { archiveLayer, defineLayer } from './layer.commands.js';
import { Layer } from './layer.entity.js';
import { DefineLayerInput, LayerFilter } from './layer.inputs.js';
import { layer, layers } from './layer.queries.js';

const LayerPage = pageOf(Layer, 'Layer');

@Resolver(() => Layer)
export class LayerResolver {
  @Query(() => LayerPage, { description: 'The layers there are and were.' })
  layers(
    @Ctx() { look }: Context,
    @Arg('filter', () => LayerFilter, { nullable: true, description: 'Which layers.' }) filter?: LayerFilter,
    @Arg('sort', () => [SortInput], { nullable: true, description: 'By KEY, NAME or CREATED_AT.' })
    sort?: SortInput[],
    @Arg('page', () => Int, { nullable: true, description: 'The page, from 1.' }) page?: number,
    @Arg('perPage', () => Int, { nullable: true, description: 'Layers a page, at most 100.' })
    perPage?: number,
  ) {
    return layers(look, filter ?? {}, { sort, page, perPage });
  }

  @Query(() => Layer, { nullable: true, description: 'One layer; null when there is none of this key.' })
  layer(@Ctx() { look }: Context, @Arg('key', () => Key, { description: 'Its key.' }) key: string) {
    return layer(look, key);
  }

  @CommandMutation(defineLayer, () => Layer, 'Defines a layer; experiments enter it as drafts.')
  defineLayer(
    @Ctx() { change }: Context,
    @Arg('input', () => DefineLayerInput, { description: 'The layer.' }) input: DefineLayerInput,
  ): Promise<Layer> {
    return change(defineLayer, input);
  }

  @CommandMutation(
    archiveLayer,
    () => Layer,
    'Puts a layer away; refused while an experiment has a range in it.',
  )
  archiveLayer(
    @Ctx() { change }: Context,
    @Arg('key', () => Key, { description: 'Its key.' }) key: string,
    @Arg('version', () => Int, { nullable: true, description: 'The version the caller saw.' })
    version?: number,
  ): Promise<Layer> {
    return change(archiveLayer, { key, version: version ?? null });
  }
}
