/** Building blocks of the console, free of the site's words and data. */
export { Grid } from './grid/Grid.tsx';
export type { GridHandle } from './grid/props.ts';
export type { GridColumn } from './grid/columns.ts';
export { nothingSelected, type Selection } from './grid/selection.ts';
export { Block, EmptyState, ErrorBlock, IconButton, PaneTitle, Progress, Splitter } from './parts.tsx';
export { ColumnsDialog } from './ColumnsDialog.tsx';
export { ExportDialog } from './ExportDialog.tsx';
export { DialogWindow } from './Sheet.tsx';
export { Wizard, type WizardOutcome, type WizardPage } from './Wizard.tsx';
export { FindBar } from './FindBar.tsx';
export { ComplianceBar, StateMark } from './ComplianceBar.tsx';
export { Tabs } from './Tabs.tsx';
export { Severity } from './Severity.tsx';
export { CheckTree, type CheckNode } from './CheckTree.tsx';
export { ObjectIcon } from './icons/ObjectIcon.tsx';
export type { IconName } from './icons/drawings.tsx';
export * from './format.ts';
export { themes, type ThemeName } from './theme.ts';
