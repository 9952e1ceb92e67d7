export { Layer } from './layer.entity.js';
export { archiveLayer, defineLayer } from './layer.commands.js';
export { allLayers, lockedLayer } from './layer.queries.js';
export { LayerResolver } from './layer.resolver.js';
