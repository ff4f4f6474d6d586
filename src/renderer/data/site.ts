import { useEffect } from 'react';
import { create } from 'zustand';
import type { Area, Job } from '../../contract/index.ts';
import { notify } from '../state/index.ts';
import { announce } from './changes.ts';
import type { Engine } from './connection.ts';
import { ask, queryClient, useAsked } from './read.ts';
import { asked, keepSession, switchSite, useSession } from './session.ts';

interface Jobs {
  running: Job[];
  /** The job that ended last while the console was open. */
  ended: Job | null;
}

export const useJobs = create<Jobs>(() => ({ running: [], ended: null }));

const isRunning = (job: Job) => job.state === 'running' || job.state === 'cancelling';

function heard(job: Job) {
  useJobs.setState((s) => {
    const others = s.running.filter((j) => j.id !== job.id);
    if (isRunning(job)) return { running: [...others, job] };
    return { running: others, ended: job };
  });
}

async function followJobs(engine: Engine) {
  const progress = await engine.jobs.progress({ call: asked() });
  const { value } = await ask((e, call) => e.jobs.list({ call }));
  useJobs.setState({ running: value.filter(isRunning) });
  for await (const job of progress) heard(job);
}

/** Resolves when a job has ended, at once when it has already, and when the console loses sight of it. */
export async function jobEnded(id: string): Promise<void> {
  const ended = Promise.withResolvers<void>();
  let seen = false;
  const look = (now: Jobs) => {
    const runs = now.running.some((job) => job.id === id);
    if (now.ended?.id === id || (seen && !runs)) ended.resolve();
    seen ||= runs;
  };
  const stop = useJobs.subscribe(look);
  look(useJobs.getState());
  // Its last row may have come before anybody listened.
  void ask((e, call) => e.jobs.list({ call })).then(({ value }) => value.some((job) => job.id === id && isRunning(job)) || ended.resolve(), () => ended.resolve());
  await ended.promise;
  stop();
}

/** Areas of the site, and the journal, which grows with every change of any of them. */
const stale = new Set<Area | 'journal'>();
let planned = false;

/** Changes come in bursts during a synchronization; reads follow at most four times a second. */
function changed(areas: Area[], revised: boolean) {
  areas.forEach((area) => stale.add(area));
  if (revised) stale.add('journal');
  if (planned) return;
  planned = true;
  setTimeout(() => {
    planned = false;
    const now = [...stale];
    stale.clear();
    for (const area of now) {
      void queryClient.invalidateQueries({ queryKey: [area] });
      announce(area);
    }
  }, 250);
}

/** Connects the console to another site of the program; what was read of the one before is forgotten. */
export function connectTo(site: string) {
  if (site === asked().site) return;
  useJobs.setState({ running: [], ended: null });
  queryClient.clear();
  switchSite(site);
}

/** Begins the session of this page; called once. */
export function startSession() {
  void keepSession({
    opened: (engine) => {
      void queryClient.invalidateQueries();
      void followJobs(engine).catch(() => useJobs.setState({ running: [] }));
    },
    changed,
  });
}

export const useSite = () => useAsked(['site', 'describe'], (e, call) => e.site.describe({ call }));

/** A site that is removed while the console shows it: back to the first one of the program. */
export function useLostSite() {
  const { error } = useSite();
  useEffect(() => {
    const { host, site } = useSession.getState();
    if ((error as { code?: string } | null)?.code !== 'NOT_FOUND' || !host || site === host.site) return;
    notify({ intent: 'information', title: `${site} is not in this program any more`, text: `The console is connected to ${host.site}.` });
    connectTo(host.site);
  }, [error]);
}

export const useSites = () => useAsked(['hierarchy', 'sites'], (e, call) => e.hierarchy.sites({ call }));
export const useLinks = () => useAsked(['hierarchy', 'links'], (e, call) => e.hierarchy.links({ call }));
/** Sites of this program, which the console can connect to. */
export const useConnectable = () => useAsked(['hierarchy', 'connectable'], (e, call) => e.host.sites({ call }));
/** Collections by name. */
export const useCollections = () => useAsked(['collections', 'list'], (e, call) => e.collections.list({ call }));
/** Search folders and the folders they stand in, folders first, by name. */
export const useSearchFolders = () => useAsked(['searchFolders', 'list'], (e, call) => e.searchFolders.list({ call }));
/** Update lists by name. */
export const useUpdateLists = () => useAsked(['updateLists', 'list'], (e, call) => e.updateLists.list({ call }));
/** Deployments by name. */
export const useDeployments = () => useAsked(['deployments', 'list'], (e, call) => e.deployments.list({ call }));
/** Deployment templates by name. */
export const useDeploymentTemplates = () => useAsked(['deploymentTemplates', 'list'], (e, call) => e.deploymentTemplates.list({ call }));
/** Deployment packages by name. */
/** Packages of software distribution, with their programs. */
export const usePackages = () => useAsked(['softwareDistribution', 'packages'], (e, call) => e.softwareDistribution.packages({ call }));
export const useAdvertisements = () => useAsked(['softwareDistribution', 'advertisements'], (e, call) => e.softwareDistribution.advertisements({ call }));
export const useDeploymentPackages = () => useAsked(['deploymentPackages', 'list'], (e, call) => e.deploymentPackages.list({ call }));
/** Distribution points of the site, by name. */
export const useDistributionPoints = () => useAsked(['deploymentPackages', 'points'], (e, call) => e.distributionPoints.list({ call }));
export const useRepositoryTree = () => useAsked(['updateRepository', 'tree'], (e, call) => e.updateRepository.tree({ call }));
export const useSynchronizationStatus = () => useAsked(['softwareUpdatePoint', 'status'], (e, call) => e.softwareUpdatePoint.status({ call }));
export const useSoftwareUpdatePoint = () => useAsked(['softwareUpdatePoint', 'settings'], (e, call) => e.softwareUpdatePoint.settings({ call }));

/** The site's clock, run on between readings at its own speed and read again every few seconds. */
export function useClock() {
  const site = useSite();
  const { refetch } = site;
  useEffect(() => {
    const timer = setInterval(() => void refetch(), 2000);
    return () => clearInterval(timer);
  }, [refetch]);
  return { clock: site.data?.value.clock ?? null, readAt: site.dataUpdatedAt };
}
