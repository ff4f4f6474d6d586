/**
 * Time, randomness, identifiers and the feeds: what every room needs and none may take from the machine itself.
 * It knows nothing of software updates.
 */
export { createBreath, type Breath } from './breath.ts';
export { createLabClock, createLiveClock, type Clock, type LabClock } from './clock.ts';
export { createFeed, type Feed } from './feed.ts';
export { createIds, type Ids } from './ids.ts';
export { createRandom, type Random } from './random.ts';
export { Failure } from './failure.ts';
export { driveLabClock, system } from './system.ts';
