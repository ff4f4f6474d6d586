export interface Topic {
  title: string;
  /** Paragraphs, and lists of term and explanation. */
  text: (string | [string, string][])[];
  also: string[];
}

const keyboard: [string, string][] = [
  ['F1', 'Help on this page'],
  ['F5', 'Refresh'],
  ['F6, Shift+F6', 'Next or previous pane'],
  ['Ctrl+K', 'Go to a node or an action'],
  ['Ctrl+F', 'Look for'],
  ['Alt+Enter', 'Properties of the selection'],
  ['F2', 'Rename'],
  ['Delete', 'Delete the selection, or take it off its list'],
  ['Ctrl+Z', 'Undo your last change; what would follow is said first'],
  ['Alt+Left, Alt+Right, Alt+Up', 'Back, forward, up'],
  ['Arrows, Page Up, Page Down, Home, End', 'Move in tree and list; with Shift select a range, with Ctrl move without selecting'],
  ['Space, Ctrl+Space', 'Select; add to or take from the selection'],
  ['Ctrl+A', 'Select all'],
  ['Ctrl+C', 'Copy the selected rows, a line each, columns separated by tabs'],
  ['Left, Right; Ctrl+Shift+C', 'Next cell of the row; copy it'],
  ['* in the tree', 'Expand everything below'],
  ['Letters', 'Jump to what begins so'],
  ['Menu key, Shift+F10', 'Menu of the selection'],
  ['On a list heading', 'Enter sorts, Ctrl+arrows move the column, Shift+arrows size it; Shift+F10 opens its menu'],
  ['Ctrl++, Ctrl+-, Ctrl+0', 'Zoom in, out, actual size'],
];

const topics: Record<string, Topic> = {
  'site-database': { title: 'Site Database', text: ['The tree below holds everything of this site: its settings, its software updates, its status and its tools.'], also: ['software-updates', 'keyboard'] },
  'site-management': { title: 'Site Management', text: ['The site the console is connected to and those below it. New Site makes a child site in this program, or expects one from another machine. Connect to Site shows the console of another site; the site list in the toolbar does the same.', 'A synchronization of the central site goes down the hierarchy by itself: each site asks its children when it is done, and they synchronize from it.'], also: ['sites', 'synchronization-status', 'component-configuration'] },
  sites: { title: 'Site and Link', text: ['Messages between a site and its parent are queued on disk, sent in order, and kept until the neighbour has committed them. A link that fails is tried again after 1, 2, 5, 10, 30 and then every 60 minutes; what waits is shown as the backlog. Hold Link keeps messages back until it is released.', 'A secondary site has a WSUS replica and its log only. Removing a site sets its files aside; they are not deleted.'], also: ['site-management', 'synchronization-status'] },
  site: { title: 'Site', text: ['The settings of the site are below Site Settings.'], also: ['component-configuration', 'lab'] },
  'site-settings': { title: 'Site Settings', text: ['Component Configuration holds the settings of the components that run once for the whole site; Site Systems the servers and their roles.'], also: ['component-configuration', 'site-systems'] },
  'component-configuration': {
    title: 'Component Configuration',
    text: ['Open Software Update Point Component to choose where updates come from and which are synchronized.'],
    also: ['software-update-point', 'synchronization'],
  },
  'site-systems': {
    title: 'Site Systems',
    text: [
      'The servers of the site and the roles they hold. New Roles opens the New Site Role Wizard, which installs a software update point: on the site server, or on another server with WSUS.',
      'Before it installs, the wizard checks what the role needs: that the name leads somewhere, that WSUS is there with its version, the WSUS administration console for a remote server, the ports, the form of the account and, with SSL, the certificate. What this product only stands in for is marked as simulated. A failed check does not hold the role up.',
      'Remove Role ends synchronization and scans when it is the active software update point. Settings and updates stay; after a new role is installed the updates are inactive until its first synchronization.',
      'Once an hour by the site’s clock the settings of the site are applied to WSUS again. WCM.log tells it, and names what had been changed in WSUS by other hands.',
    ],
    also: ['software-update-point', 'synchronization', 'logs'],
  },
  'trusted-keys': {
    title: 'Trusted Keys',
    text: ['A bundle is imported when its signature is that of a trusted key. Get the public key of an exporting site on another way than the bundle and compare its fingerprint. A new key signed by the old one replaces it; a revoked key opens nothing any more.'],
    also: ['air-gap', 'component-configuration'],
  },
  'air-gap': {
    title: 'Export and Import of the Catalog',
    text: [
      'A site without Internet gets its catalog from a connected one. Export Catalog writes a signed bundle into an empty folder; carry the folder over.',
      'Import Catalog compares the bundle with the catalog first: what is new, revised or expired, and what is here but not in the bundle. Each number opens its list. An import is all or nothing and removes nothing; Run Synchronization then brings it into the site database. wsusscn2.cab can be imported too.',
    ],
    also: ['trusted-keys', 'synchronization', 'update-repository'],
  },
  'software-update-point': {
    title: 'Software Update Point Component',
    text: [
      [
        ['General', 'Which server is the active software update point, its ports and its account.'],
        ['Internet-based', 'A further software update point for clients on the Internet. It needs an active one that takes intranet connections alone.'],
        ['Sync Settings', 'The source: Microsoft Update, an upstream update server, or none. Test Connection asks the source before you save.'],
        ['Classifications', 'Kinds of updates to synchronize.'],
        ['Products', 'Products to synchronize. The list comes with the categories of a synchronization, so a new product can be ticked after one. A ticked family takes in products that join it later.'],
        ['Sync Schedule', 'When to synchronize by itself. A scheduled synchronization is a full one: it also marks what has expired.'],
        ['Languages', 'Software update file: languages of downloads. Summary details: languages of titles and descriptions. A later change affects new and revised updates only.'],
      ],
      'Below the boxes of Classifications and Products stands what the choice costs: the updates and metadata it adds, by asking the source for its list, and the round trips of a client’s first scan. Updates not stored yet are estimated from the average of their classification. The agent loads at most 200 kB in one round trip and gives a scan up after 200 with error 0x80244010. A client needs fewer when it lacks some of the products.',
      'Nothing is saved before OK or Apply. Clearing a box later does not remove updates that are already synchronized.',
    ],
    also: ['synchronization', 'component-configuration'],
  },
  'client-view': {
    title: 'Client View',
    text: [
      'The desktop of a simulated computer as its user sees it at this moment of the site’s clock. You act as that user; what you do is in the history.',
      'The icon in the notification area is there while software updates of a deployment that displays notifications wait to be installed. Reminders come every three hours, from 24 hours before the deadline every hour, and in the last hour every 15 minutes. Nothing of this is shown while Hide all deployments from end users is on.',
      'Express installs everything required at once; Available Software Updates lets the user choose. After an installation that needs it the computer restarts in five minutes, with a final warning in the last one.',
      'Configuration Manager is the applet of the Control Panel. Its Updates tab installs what is required at a day and time before the deadline; its Cache tab shows and deletes what was downloaded. What is still needed is downloaded again; content of a package with Persist content in the client cache stays. Damage (Lab) makes a file another than was downloaded: it is found, refused and fetched again when it is to be installed.',
    ],
    also: ['computers', 'lab'],
  },
  computers: {
    title: 'Computers behind a Count',
    text: [
      'Every count of a software update opens the computers behind it: Installed, Not Required, Required, Unknown. Counts are exact as of the last state message the site has taken in; the status bar says when that was.',
      'A computer is Unknown while the site does not know: it has not scanned since the update came, its scan failed, its messages are at the management point, one is missing or came damaged. The list says which, and since when.',
      'Open a computer for its updates, its hardware inventory and the logs made from what it told. Its actions are those of the Configuration Manager applet in its control panel.',
    ],
    also: ['software-updates', 'lab'],
  },
  'computer-management': { title: 'Computer Management', text: ['Work on computers begins here: collections of computers, and software updates.'], also: ['collections', 'software-updates'] },
  collections: {
    title: 'Collections',
    text: [
      'A collection is a set of computers. Those the product brings sort them by operating system; your own ones have query rules, direct members or both. A computer is a member when one rule finds it.',
      'Members are found by schedule, when you choose Update Collection Membership, and at once when computers come if the collection adds new resources dynamically.',
      'A sub-collection stands below another one and has rules of its own; it does not inherit members or maintenance windows. Deleting a collection deletes those below it; computers stay.',
      'A maintenance window says when software may be installed on the members. It is shorter than 24 hours and counts in the local time of each client, or in UTC.',
    ],
    also: ['software-updates', 'lab'],
  },
  'software-updates': {
    title: 'Software Updates',
    text: ['The way of a software update: it is synchronized into the Update Repository, put on a list, downloaded into a package, deployed to a collection, and counted. Reminders and dialogs of end users are not in this version.'],
    also: ['update-repository', 'synchronization'],
  },
  'update-repository': {
    title: 'Update Repository',
    text: ['All synchronized software updates, by classification, vendor and product. Only classifications chosen for synchronization have a folder, besides WSUS Infrastructure Updates, which is always there.', 'Run Synchronization fetches what is new.'],
    also: ['updates', 'synchronization', 'software-update-point'],
  },
  updates: {
    title: 'Software Updates List',
    text: [
      [
        ['Green arrow', 'Normal: can be deployed.'],
        ['Yellow chevrons', 'Superseded: a newer update replaces it; it can still be deployed.'],
        ['Grey clock', 'Expired: cannot be deployed any more.'],
        ['Red cross', 'Invalid: deployed, but some content is missing.'],
      ],
      'Look for finds the text as it is displayed, in one column or all. Click a heading to sort, drag it to move it, drag its border to size it; double-click the border to fit. Add/Remove Columns offers all 23.',
      'Installed, Required, Not Required and Unknown stay empty until there are clients that report.',
    ],
    also: ['update-properties', 'keyboard', 'update-repository'],
  },
  'update-properties': { title: 'Software Update Properties', text: ['What the vendor published about the update: description, files, supersedence, bundled updates, and the document itself under Metadata. Custom Severity is the site’s own rating. Maximum Run Time is how long an installation is watched: 20 minutes, 60 for service packs, 5 to 9,999 when you set it. License Terms says whether they are accepted; Review/Accept License Terms accepts those of all selected updates.', 'These are set at the site that synchronizes with Microsoft Update, stay through revisions and travel to child sites, where they are read-only. Properties of several selected updates have the tabs they share; where they differ it says <mixed values>, and only what you change is applied.'], also: ['updates', 'history', 'security-rights'] },
  'security-rights': { title: 'Security Rights', text: ['What each user may do with a class of objects, or with one object of it. A right on one object does as well as on its class, for that object. Whoever makes an object has every right on it until others are given. Every right but Administer, Create and Delegate needs Read. With Delegate a user gives and takes the rights of their own; with Administer all of the class.', 'The console greys out what the user may not and says which right is missing; the engine refuses it whatever asks. The account of the site server always has every right. Changes hold at once and can be undone.', 'File ▸ Connect As, or the user in the status bar, chooses whom the console acts as. The user is chosen, not authenticated.'], also: ['history', 'update-lists', 'collections'] },
  synchronization: {
    title: 'Synchronization',
    text: [
      'A synchronization has two phases. First the software update point fetches categories and updates from its source into its own catalog. Then categories and updates go from that catalog into the site database.',
      'Both phases work aside and take effect at the very end. A cancelled or failed synchronization leaves both stores as they were.',
      'Run Synchronization is a delta synchronization: it fetches what is new or changed. After a failure the site tries again by itself after 60 minutes, from the start. Files of updates are never fetched here.',
      'Machine Policy lists what clients are told after a synchronization that raised the content version: where to scan, and the content version they compare their cached catalog with. Clients that read it scan at a random moment within two hours.',
    ],
    also: ['software-update-point', 'synchronization-status', 'logs'],
  },
  'search-folders': {
    title: 'Search Folders',
    text: [
      'A search folder keeps criteria and lists the software updates that match them each time it is opened. Tick the properties to ask for; click an underlined value to change it. All criteria have to be met, and of several values one.',
      [
        ['Texts', 'Article ID, Bulletin ID, Title, Description and Update ID contain one of the lines, upper and lower case alike.'],
        ['Dates', 'Date Released and Date Revised lie within a span back from the site’s time, which is UTC.'],
        ['Counts', 'Required, Installed, Not Required, Unknown and Percent Compliant are those of All Systems. What is not counted yet matches no number.'],
        ['Product', 'All products of the catalog. A product family stands for all of its products.'],
      ],
      'Without Search all folders under this feature only one folder of the Update Repository and those below it are searched; New Search Folder on that folder’s page chooses it.',
      'Why… says for any software update which criteria it meets and what it shows there.',
      'Export… writes the folder as XML in the form of the product’s SDK, Import… reads it. Criteria that are not known here are kept and exported again; the dialog and the folder’s page name them, and they are not evaluated.',
      'Standard folders hold search folders and other folders. Search folders of a parent site have a lock and are read-only; one of the central site can be moved once.',
    ],
    also: ['updates', 'update-repository'],
  },
  'update-lists': {
    title: 'Update Lists',
    text: [
      'An update list is a fixed set of software updates, to follow them together. A list is made from updates: select some in the repository and choose Update List, or drag them onto Update Lists or onto a list in the tree. The Update List Wizard asks for the list, says what will be done and then what became of each update.',
      'The page of a list shows its updates as the repository does, and how many computers have all of it: not compliant is a computer on which one of them is required, unknown one of which nothing is known for one of them. Updates that expire stay on the list; those that leave the repository are counted until they come again.',
      'Lists of a parent site are shown with a lock. They follow every change there and cannot be changed here.',
    ],
    also: ['updates', 'history', 'software-updates'],
  },
  history: {
    title: 'History',
    text: [
      'Every change an administrator made: who, what, when, and what was before and after. What came from outside, such as the end of a synchronization or messages of a neighbouring site, is shown on demand.',
      'Undo says first what would follow: the object as it is now and as it will be, and what refers to it. A change can be undone while it is the newest one of its object; later changes are undone before it, the newest first. An undo is a change like any other and can be undone itself. Edit, Undo (Ctrl+Z) takes back your own last change.',
      'What only started something, a synchronization for example, cannot be undone.',
    ],
    also: ['update-lists', 'status-messages', 'keyboard'],
  },
  'deployment-templates': {
    title: 'Deployment Templates',
    text: [
      'A deployment template keeps the settings that most deployments share: the collection with or without its subcollections, what users see, UTC or client local time, the duration until the suggested deadline, restarts, Operations Manager, where clients download from, and SMS 2003. A template without a collection is for rollouts in steps: the collection is chosen each time. Updates, packages, download location, languages, dates and NAP are not kept.',
      'New Deployment Template asks for them page by page. Properties has the same pages as tabs. Copy makes another one, which can be changed also when the first came from a parent site.',
      'Export… writes the settings as the TemplateDescription of the product’s SDK, Import… reads it into the wizard, where it gets a name. What is not known here stays in the template and is written again.',
      'With Deploy software updates to SMS 2003 clients a template can only be used for updates that are all deployable to SMS 2003.',
    ],
    also: ['deployment-management', 'collections', 'history'],
  },
  'deployment-management': {
    title: 'Deployment Management',
    text: [
      'A deployment offers software updates to the computers of a collection, from a moment on and until a deadline. It is made from updates: select some, or an update list, and choose Deploy Software Updates, or drag them onto Deployment Management, or onto Deployment Templates to use one. License terms that wait are read first. What is not downloaded yet is downloaded by the same wizard, into a package that it asks for.',
      [
        ['Mandatory', 'Has a deadline: computers download at once and install by then.'],
        ['Optional', 'Has no deadline: users choose whether they install. Not possible while Hide all deployments from end users is on.'],
        ['Enforcement states', 'How many computers are in which state, live and over time. A state leads to its computers; % Compliant in the list counts those that are Compliant or have successfully installed everything.'],
        ['Expired updates', 'Stay in a deployment, which keeps working; none can be added.'],
        ['Disable', 'Takes the deployment from all computers until it is enabled again.'],
      ],
      'Add to Deployment puts further updates into one that is there; dragging them onto it in the tree does the same. Software Updates below a deployment shows what is in it, counted over its collection.',
      'Times are those of UTC or of each client’s own clock. Deployments of a parent site have a lock and are read-only. A collection of the parent’s own is not at the sites below, so such a deployment reaches no computer there.',
      'Computers of the lab act on deployments; the page of a deployment counts them by enforcement state, and each computer tells of its own.',
    ],
    also: ['deployment-templates', 'client-agents', 'update-lists', 'collections'],
  },
  'client-agents': {
    title: 'Client Agents',
    text: [
      'Software Updates Client Agent has three tabs. General: whether clients take part at all, and when they scan: every seven days by default, at most once a day. Update Installation: whether other mandatory deployments are installed at one’s deadline, and whether deployments are hidden from end users. Deployment Re-evaluation: when clients look whether something was removed.',
      'The settings are made at the central site and handed down.',
    ],
    also: ['deployment-management', 'software-update-point'],
  },
  'software-distribution': {
    title: 'Software Distribution',
    text: [
      'A package has programs, which are command lines. An advertisement runs a program on the computers of a collection: from its start time on, at its mandatory assignment or as soon as possible. Computers find it with their next policy poll. Advertisements counts who received it, on whom it runs, succeeded and failed; each computer tells so in status messages and in execmgr.log.',
      'Computers of the lab do not execute command lines: a program exits with 0 and changes nothing. They know one: WindowsUpdateAgent30-<platform>.exe /quiet /norestart /wuforce, with x86, x64 or ia64, brings Windows Update Agent 7.2.6001.788, so that a computer with an older one can scan again. On another platform it fails.',
      'With another mandatory assignment a computer that has run the program looks at the program rerun behavior. A deleted package takes its programs and their advertisements along; an undo brings all of them back.',
    ],
    also: ['collections', 'computers', 'status-messages'],
  },
  'deployment-packages': {
    title: 'Deployment Packages',
    text: [
      'A package holds the files of downloaded updates. It is made by the Download Updates Wizard, from updates selected in the repository or from an update list; updates dropped on a package are downloaded into it.',
      'Each file is checked against size, SHA-1 and SHA-256 of its metadata before it is in the package source. What does not match is refused and reported, and tried again with Download Again. A file that another package of the site has is copied from there and not fetched a second time.',
      'The package is then copied to its distribution points; Package Status says how far each is. With a backlog the sending priority decides, then the order in which the packages were made. Update Distribution Points makes a new version: files of updates that were removed from the package go with it.',
      'Packages of a parent site are shown with a lock. They cannot be changed here, but copied to distribution points of this site.',
    ],
    also: ['update-lists', 'site-systems', 'logs'],
  },
  'system-status': { title: 'System Status', text: ['How the site is doing: its synchronization and what its components report.'], also: ['synchronization-status', 'status-messages'] },
  'synchronization-status': { title: 'Synchronization Status', text: ['The state of each site’s synchronization, its content version and its last success. The content version rises when a synchronization changed the catalog.'], also: ['synchronization', 'status-messages'] },
  'status-messages': {
    title: 'Status Messages',
    text: [
      'Messages of the site’s components, newest first.',
      [
        ['6602', 'The settings of the site could not be applied to WSUS.'],
        ['6701', 'A synchronization started.'],
        ['6704, 6705', 'It is in its first or second phase.'],
        ['6702', 'It is done.'],
        ['6703', 'It failed; the message names the source and the cause.'],
      ],
    ],
    also: ['synchronization', 'logs'],
  },
  tools: { title: 'Tools', text: ['Logs of the site’s components.'], also: ['logs'] },
  logs: { title: 'Logs', text: ['wsyncmgr.log tells each step of a synchronization, WCM.log how the settings of the site are applied to WSUS, WSUSCtrl.log whether WSUS answers. Follow keeps the newest line in sight; scrolling up ends it. Look for marks what it finds; Enter goes to the next, Shift+Enter to the previous. A log can be exported in the format of server logs or of client logs.'], also: ['synchronization'] },
  lab: { title: 'Lab', text: ['The lab’s clock can stand still, run at 1×, 60× or 3,600×, or be advanced to a moment; everything due on the way is done in order. It never goes back.', 'Updates appear in Microsoft Update on the day they were published in reality: advance past a Patch Tuesday and run a synchronization to receive its updates.', 'Add updates migrated from SMS 2003 makes the site look like an upgraded one: real updates of the years before 2008, expired and with (LEGACY) in the title. Each synchronization revives those its catalog knows. Take Back removes the ones that are still legacy.'], also: ['synchronization'] },
  favorites: { title: 'Favorites', text: ['Favorites, Add to Favorites keeps the node that is open under a name of your choice. Organize Favorites renames, orders and removes them.', 'They are yours on this computer; every window of yours has the same.'], also: ['keyboard', 'updates'] },
  keyboard: { title: 'Keyboard', text: [keyboard], also: ['updates'] },
};

export const titles: Record<string, string> = Object.fromEntries(Object.entries(topics).map(([id, topic]) => [id, topic.title]));
export const topicIds = Object.keys(topics);

/** The help page of a node or dialog; an unknown one leads to the overview. */
export const topic = (id: string): Topic => topics[id] ?? topics['software-updates']!;
