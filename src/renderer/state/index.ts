/** What this console looks at and how it is laid out; nothing of the site's data. */
export { bounds, resizePane, togglePane, useLayout, type PaneName, type ThemeChoice } from './layout.ts';
export { back, expand, forward, go, useNavigation, useNode } from './navigation.ts';
export { usePage, usePageFacts, type Action, type ActionGroup, type Needs, type PageFacts } from './page.ts';
export { closeDialog, openContextMenu, openDialog, openHelp, useShell, type DialogRequest, type DeploymentRequest, type DistributionRequest, type DeploymentTemplateRequest, type SearchFolderRequest } from './dialogs.ts';
export { setFavorites, useFavorites, type Favorite } from './favorites.ts';
export { copyText } from './copy.ts';
export { dismiss, notify, useNotices, type Notice } from './notices.ts';
export { dragUpdates, useDrag, type Chosen } from './drag.ts';
export { countCollection, useCountedCollection } from './counted-collection.ts';
export { useGridLayout, type GridLayout } from './grids.ts';
