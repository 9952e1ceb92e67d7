export { Holdout } from './holdout.entity.js';
export { openHoldout, resizeHoldout, freezeHoldout, closeHoldout } from './holdout.commands.js';
export { allHoldouts } from './holdout.queries.js';
export { HoldoutResolver } from './holdout.resolver.js';
