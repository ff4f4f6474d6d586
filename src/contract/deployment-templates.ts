import { z } from 'zod';
import { command, query, siteCode } from './call.ts';
import { deploymentSettings } from './deployment-settings.ts';
import { madeAtSite } from './handed-down.ts';
import { objectName, referring } from './objects.ts';

const id = z.int().positive();
const description = z.string().trim().max(512, 'A description has at most 512 characters.');

/** What an administrator says of a deployment template (D§5.2). */
export const deploymentTemplateDraft = z.strictObject({ name: objectName, description, settings: deploymentSettings });

/** Characters of a template's document at most. */
const DOCUMENT = 64 * 1024;
const document = z.string().max(DOCUMENT, 'The document of a template has at most 64 K characters.');

/** Settings that most deployments share (DEPLOY-01). */
export const deploymentTemplate = deploymentTemplateDraft.extend({
  id,
  /** The same at every site that has it. */
  uniqueId: z.string(),
  /** Of the collection at this site; null: none is set, or it is not here. */
  collectionName: z.string().nullable(),
  ...madeAtSite,
});

/** Deployment templates (DEPLOY-01). */
export const deploymentTemplates = {
  /** By name. */
  list: query({}, z.array(deploymentTemplate)),
  /** `document` is the one it was read from, whose form and elements unknown here it keeps. */
  create: command({ draft: deploymentTemplateDraft, document: document.nullable() }, z.object({ id })),
  change: command({ id, draft: deploymentTemplateDraft }, z.object({ id })),
  rename: command({ id, name: objectName }, z.object({ id })),
  copy: command({ id, name: objectName }, z.object({ id })),
  /** What refers to it, and the sites below that have it. */
  deletion: query({ id }, z.object({ referredBy: z.array(referring), childSites: z.array(siteCode) })),
  delete: command({ id }, z.object({ deleted: z.int().nonnegative() })),
  /** The settings as the product stores them (D§5.2). */
  exportXml: query({ id }, z.string()),
  /** Reads such a document, which then gets `name`; nothing is kept, and the name may be none that can be. */
  readXml: query({ xml: document, name: z.string().max(500) }, deploymentTemplateDraft.extend({ name: z.string() })),
};

export type DeploymentTemplate = z.infer<typeof deploymentTemplate>;
export type DeploymentTemplateDraft = z.infer<typeof deploymentTemplateDraft>;
