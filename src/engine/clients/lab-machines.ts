import type { MachineFacts } from '../wsus/index.ts';
import type { NewClient } from './registry.ts';
import type { Machine } from './scan-catalog.ts';

/** The simulated computers of a site: how they are made, and what a scan finds them to be. */
export interface LabMachines {
  /** The computers from number `from` up to, but not, `to` of the fleet; the same for the same seed. */
  compose(from: number, to: number, now: number): Omit<NewClient, 'siteCode'>[];
  /** A client is there, made as its `machine` column says. */
  enter(clientId: number, machine: string): void;
  leave(clientId: number): void;
  machineOf(clientId: number): Machine;
  factsOf(platform: string): MachineFacts;
}
