/**
 * The hierarchy: which sites stand above and below this one, and the links that carry messages between neighbours in
 * order, each once, kept until they are acknowledged. What a message means is decided by the room that handles it.
 */
export { createHierarchy, type Hierarchy } from './service.ts';
export { alone, exchangeRequest, linkMessage, type ClientBelow, type LinkMessage, type UpdateBelow, type ChildSite, type ExchangeRequest, type Neighbours, type WayUp } from './model.ts';
