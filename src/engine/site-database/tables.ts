import type { Generated } from 'kysely';

/** Times are integer milliseconds UTC; booleans are 0 or 1; *_version columns hold the site's catalog version. */
export interface Tables {
  site: {
    id: number;
    code: string;
    name: string;
    server: string;
    kind: 'central' | 'primary' | 'secondary';
    parent: string | null;
    revision: number;
    catalog_version: number;
    content_version: number;
    last_synchronized_at: number | null;
    next_retry_at: number | null;
    next_scheduled_at: number | null;
    next_ci_id: number;
    seed: string;
    clock_kind: 'lab' | 'live';
    clock_at: number;
    /** Synchronizations the parent has asked for, and those that have been run to an end. */
    parent_requests: Generated<number>;
    parent_requests_handled: Generated<number>;
    updates_carried_over: Generated<number>;
  };
  child_sites: { code: string; name: string; server: string; kind: 'primary' | 'secondary'; parent: string; place: 'here' | 'elsewhere'; join_digest: string | null };
  links: {
    neighbour: string;
    direction: 'parent' | 'child';
    next_number: number;
    received: number;
    held: number;
    last_exchange_at: number | null;
    attempts: number;
    last_error: string | null;
    next_attempt_at: number | null;
  };
  link_queue: { neighbour: string; number: number; message: string; queued_at: number };
  software_update_points: { site_code: string; role: 'active' | 'internetFacing'; status: string };
  journal: {
    revision: Generated<number>;
    at: number;
    actor: string;
    kind: 'command' | 'input';
    name: string;
    input: string;
    before: string | null;
    after: string | null;
  };
  jobs: {
    id: string;
    kind: 'synchronization' | 'export' | 'comparison' | 'import' | 'fleet';
    title: string;
    state: 'running' | 'cancelling' | 'done' | 'failed' | 'cancelled';
    phase: string;
    done: number;
    total: number | null;
    started_at: number;
    ended_at: number | null;
    started_by: string;
    message: string | null;
  };
  machine_policies: { policy_id: string; version: number; server: string; port: number; ssl: number; content_version: number; published_at: number; withdrawn_at: number | null };
  clients: {
    client_id: Generated<number>;
    guid: string;
    name: string;
    domain: string;
    site_code: string;
    origin: 'lab' | 'imported' | 'agent';
    operating_system: string;
    os_version: string;
    service_pack: number;
    product_type: number;
    architecture: string;
    language: string;
    agent_version: string;
    machine: string | null;
    registered_at: number;
    removed_at: number | null;
  };
  content_versions: { content_version: number; catalog_version: number; raised_at: number };
  state_message_files: { file_number: number; client_id: number; received_at: number; body: Uint8Array };
  refused_state_message_files: { refusal_id: Generated<number>; client_id: number | null; received_at: number; reason: string; detail: string; size: number };
  compliance_snapshots: { part: number; file_number: number; taken_at: number; body: Uint8Array };
  client_memory: { part: number; saved_at: number; body: Uint8Array };
  site_system_roles: { server: string; role: string; installed_at: number | null; installed_by: string | null; settings: string };
  components: { name: string; settings: string; changed_revision: number; changed_at: number | null; changed_by: string | null };
  synchronizations: { job_id: string; started_at: number; detail: string };
  status_messages: {
    record_id: Generated<number>;
    message_id: number;
    severity: number;
    component: string;
    site_code: string;
    system: string;
    at: number;
    description: string;
    insertion_strings: string;
  };
  categories: { category_id: string; kind: 'company' | 'productFamily' | 'product' | 'classification'; title: string; parent_id: string | null };
  configuration_items: {
    item_id: Generated<number>;
    ci_id: number;
    update_id: string;
    revision_number: number;
    sdm_package: string;
    since_version: number;
    expired: number;
  };
  software_updates: {
    row_id: Generated<number>;
    item_id: number;
    ci_id: number;
    update_id: string;
    revision_number: number;
    bulletin_id: string;
    article_id: string;
    title: string;
    severity: number;
    date_released: number;
    date_revised: number;
    expired: number;
    superseded: number;
    classification: string;
    product: string;
    language: string;
    icon: number;
    find_text: string;
    since_version: number;
    until_version: number;
  };
  trusted_keys: {
    fingerprint: string;
    public_key: string;
    label: string;
    state: 'trusted' | 'replaced' | 'revoked';
    pinned_at: number;
    pinned_by: string;
    ended_at: number | null;
    replaced_by: string | null;
  };
  update_folders: { classification_id: string; vendor_id: string; product_id: string; item_id: number };
  update_relations: { item_id: number; kind: 'supersedes' | 'bundles'; update_id: string };
  update_contents: { item_id: number; position: number; file_name: string; size: number; sha1: string; sha256: string | null; url: string | null };
}
