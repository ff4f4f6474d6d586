/** Site data for the console: the link to the engine, reads that stay current, commands, streams. No components. */
export { ask, command, listen, queryClient, useAsked, type Reply } from './read.ts';
export { inDesktop, newWindow, zoomWindow } from './host-window.ts';
export { useSession } from './session.ts';
export { explain, type Explanation } from './explained.ts';
export { connectTo, jobEnded, startSession, useClock, useCollections, useConnectable, useDeployments, useDeploymentTemplates, useDeploymentPackages, useDistributionPoints, useJobs, useLinks, useLostSite, useSearchFolders, useSites, useRepositoryTree, useSite, useSoftwareUpdatePoint, useSynchronizationStatus, useUpdateLists, useAdvertisements, usePackages } from './site.ts';
export { useRows, type Rows } from './use-rows.ts';
export { pickFile, saveStream, saveText, useExport } from './save.ts';
export { useSettled } from './settled.ts';
export { computersNode, reasonNames, scanStateNames, stateNames, updateName } from './compliance.ts';
export { connectAs, securityClassOf, useActor, useGivingReason, useReason, useReasons } from './rights.ts';
export { notifyFailure, openFor, useAttempt } from './attempt.ts';
