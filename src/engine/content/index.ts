/**
 * Contents of software updates: which files an update has, and how a content comes into a folder, whole and verified (DEPLOY-03).
 * It knows no packages and no distribution points; who wants a content, and where, says so.
 */
export { bringContent, isWhole, UNFINISHED } from './bring.ts';
export { ContentError, fileProblem } from './content-error.ts';
export { contentIdOf, contentsOf, sizeOf, type Content, type ContentFile } from './contents.ts';
export { anyOrigin, folderOrigin, webOrigin, type HttpParts, type Origin } from './origins.ts';
export { createPaths, type Paths } from './paths.ts';
export { createThrottle, inParallel, pause } from './throttle.ts';
