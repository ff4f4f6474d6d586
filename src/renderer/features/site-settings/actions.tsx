import { AddCircle16Regular } from '@fluentui/react-icons';
import { openDialog, type Action } from '../../state/index.ts';

/** Opens the New Site Role Wizard for a server, or for one that is yet to be named. */
export const newRoleVerb = (server: string): Action => ({ label: 'New Roles…', icon: <AddCircle16Regular />, run: () => openDialog({ kind: 'newSiteRole', server }), needs: ['siteSystems.installSoftwareUpdatePoint'] });

/** Makes a server a distribution point; without a name the dialog asks for it. */
export const newPointVerb = (server: string): Action => ({ label: 'New Distribution Point…', icon: <AddCircle16Regular />, run: () => openDialog({ kind: 'distributionPoint', server, known: false }), needs: ['distributionPoints.install'] });

/** Verbs of Site Systems. */
export const siteSystemsVerbs: Action[] = [newRoleVerb(''), newPointVerb('')];
