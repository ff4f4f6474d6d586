/**
 * The one way for state messages into the site (SCAN-05): checks files, keeps them durably in the journal of accepted
 * files, applies each client's messages in the order of their numbers and knows what is missing. What the states count up
 * to is the work of compliance; who sends them does not matter here.
 */
export { checkFile, encodeDetections, encodeEnforcement, encodeScan, headerOf, isEnforcement, readMessages, renumber, writeFile, type Messages } from './file.ts';
export { createIntake, type Applies, type Intake } from './intake.ts';
export {
  DETECTION_UNKNOWN, enforcementTopics, INSTALLED, NOT_REQUIRED, REQUIRED, SCAN_COMPLETED, SCAN_FAILED, scanStates,
  type DetectionMessage, type DetectionState, type EnforcementMessage, type EnforcementTopic, type FileHeader, type Outcome, type RefusalReason, type ScanMessage, type ScanState,
} from './model.ts';
