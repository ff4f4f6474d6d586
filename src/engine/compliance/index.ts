/**
 * The live counts (SCAN-11): client × update states as compressed planes made from applied state messages, and the counts
 * over them, exact as of the last message. Not Required and Unknown are derived (SCAN-06). It asks no client and stores no
 * message; a snapshot only shortens the way from the journal to the planes.
 */
export { openCompliance, type Chunk, type Compliance, type Publication } from './compliance.ts';
export { countAll, countOne, countTogether, FOR_NOBODY, stateOf, type ChunkView, type SharedChunk, type ClientState, type Counts } from './counts.ts';
export { createTally, standing, sumOf, type EnforcementColumns } from './enforcement.ts';
export { foldOldFiles } from './retention.ts';
export { CHUNK } from './planes.ts';
