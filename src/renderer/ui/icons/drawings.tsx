import type { ReactNode } from 'react';

/** A software update. The badge's gap is painted in the colour behind (--i-halo), not cut out: a mask a row is what scrolling would wait for. */
const Sheet = () => (
  <>
    <rect x="1.5" y="1.5" width="12" height="11" rx="1.5" fill="var(--i-paper,#FFFFFF)" stroke="var(--i-line,#55606C)" />
    <path d="M2 4.5V3a1 1 0 0 1 1-1h9a1 1 0 0 1 1 1v1.5z" fill="var(--i-shade,#DDE3E9)" />
    <path d="M1.5 4.5h12" stroke="var(--i-line,#55606C)" />
    <circle cx="11.5" cy="11.5" r="5" fill="var(--i-halo,#FFFFFF)" />
  </>
);

const Folder = () => (
  <>
    <path d="M1.5 12.5v-9a1 1 0 0 1 1-1h3.2l1.6 1.5h6.2a1 1 0 0 1 1 1v7.5a1 1 0 0 1-1 1h-11a1 1 0 0 1-1-1z" fill="var(--i-folder,#F7D98B)" stroke="var(--i-folder-line,#A87C22)" strokeLinejoin="round"/>
    <path d="M2 6.5h12" stroke="var(--i-folder-line,#A87C22)" strokeOpacity=".45"/>
  </>
);

const SearchFolder = ({ id }: { id: string }) => (
  <>
    <mask id={id} maskUnits="userSpaceOnUse" x="0" y="0" width="16" height="16">
    <rect width="16" height="16" fill="#fff"/>
    <circle cx="10.5" cy="10.5" r="4.4" fill="#000"/>
    </mask>
    <g mask={`url(#${id})`}>
    <path d="M1.5 12.5v-9a1 1 0 0 1 1-1h3.2l1.6 1.5h6.2a1 1 0 0 1 1 1v7.5a1 1 0 0 1-1 1h-11a1 1 0 0 1-1-1z" fill="var(--i-folder,#F7D98B)" stroke="var(--i-folder-line,#A87C22)" strokeLinejoin="round"/>
    <path d="M2 6.5h12" stroke="var(--i-folder-line,#A87C22)" strokeOpacity=".45"/>
    </g>
    <circle cx="10.2" cy="10.2" r="2.75" fill="var(--i-paper,#FFFFFF)" stroke="var(--i-bl,#1F6FBF)" strokeWidth="1.25"/>
    <path d="M12.2 12.2l2 2" stroke="var(--i-bl,#1F6FBF)" strokeWidth="1.5" strokeLinecap="round"/>
  </>
);

const DeploymentPackage = () => (
  <>
    <path d="M8 1.5l5.5 2.7v7.6L8 14.5l-5.5-2.7V4.2z" fill="var(--i-box,#EBCFA3)" stroke="var(--i-box-line,#946B33)" strokeLinejoin="round"/>
    <path d="M2.5 4.2L8 6.9l5.5-2.7M8 6.9v7.6" stroke="var(--i-box-line,#946B33)" strokeLinejoin="round"/>
    <path d="M5.2 2.9l5.5 2.7v2" stroke="var(--i-box-line,#946B33)" strokeOpacity=".55"/>
  </>
);

const UpdateList = () => (
  <>
    <rect x="2.5" y="1.5" width="11" height="13" rx="1.25" fill="var(--i-paper,#FFFFFF)" stroke="var(--i-line,#55606C)" strokeLinejoin="round" strokeLinecap="round"/>
    <path d="M7.5 4.5h4M7.5 8h4M7.5 11.5h4" stroke="var(--i-line,#55606C)" strokeLinejoin="round" strokeLinecap="round"/>
    <path d="M4.3 4.5l.7.7 1.2-1.4M4.3 8l.7.7 1.2-1.4M4.3 11.5l.7.7 1.2-1.4" stroke="#2C8C4A" strokeWidth="1.1" strokeLinecap="round" strokeLinejoin="round"/>
  </>
);

const DeploymentTemplate = () => (
  <>
    <path d="M3.5 1.5h6l3 3v9a1 1 0 0 1-1 1h-8a1 1 0 0 1-1-1v-11a1 1 0 0 1 1-1z" fill="var(--i-blue,#CFE3F6)" stroke="var(--i-line,#55606C)" strokeLinejoin="round" strokeLinecap="round"/>
    <path d="M9.5 1.5v3h3" fill="var(--i-shade,#DDE3E9)" stroke="var(--i-line,#55606C)" strokeLinejoin="round" strokeLinecap="round"/>
    <path d="M4.5 7.5h6v5h-6z" fill="none" stroke="var(--i-bl,#1F6FBF)" strokeDasharray="1.5 1" />
    <path d="M4.5 4.5h3" stroke="var(--i-bl,#1F6FBF)" strokeLinecap="round"/>
  </>
);

const Deployment = () => (
  <>
    <rect x="5.5" y="2.5" width="9" height="8" rx="1" fill="var(--i-paper,#FFFFFF)" stroke="var(--i-line,#55606C)" strokeLinejoin="round" strokeLinecap="round"/>
    <path d="M10 10.5v3M7.5 13.5h5" stroke="var(--i-line,#55606C)" strokeLinejoin="round" strokeLinecap="round"/>
    <path d="M1 6.5h6.2M5 4l2.5 2.5L5 9" stroke="var(--i-halo,#fff)" strokeWidth="3.5" strokeLinecap="round" strokeLinejoin="round"/>
    <path d="M1.2 6.5h6.3M5.2 4l2.5 2.5L5.2 9" stroke="var(--i-bl,#1F6FBF)" strokeWidth="1.5" strokeLinecap="round" strokeLinejoin="round"/>
  </>
);

/** The lock of what a parent site made, in the lower left corner: the lower right one may be taken. */
const Lock = () => (
  <>
    <rect x="0" y="8" width="7" height="8" fill="var(--i-halo,#FFFFFF)" />
    <rect x="1" y="11.5" width="5" height="4" rx=".8" fill="var(--i-line,#55606C)" />
    <path d="M2 11.5v-1a1.5 1.5 0 0 1 3 0v1" stroke="var(--i-line,#55606C)" />
  </>
);

/** Drawings of the console's objects, 16 px; `id` makes a mask unique per instance. */
export const drawings = {
  app: () => (
    <>
      <rect width="16" height="16" rx="3.5" fill="#0F548C"/>
      <circle cx="4.5" cy="4.5" r="1.5" fill="#fff" fillOpacity=".45"/>
      <circle cx="11.5" cy="11.5" r="1.5" fill="#fff" fillOpacity=".45"/>
      <path d="M11.5 4.5c0 4.5-7 2.5-7 7" stroke="#FFB84D" strokeWidth="1.6" strokeLinecap="round"/>
      <circle cx="11.5" cy="4.5" r="1.9" fill="#fff"/>
      <circle cx="4.5" cy="11.5" r="1.9" fill="#fff"/>
    </>
  ),
  folder: () => <Folder />,
  'folder-locked': () => (
    <>
      <Folder />
      <Lock />
    </>
  ),
  'security-rights': () => (
    <>
      <path d="M8 1.5l5.5 2v4c0 3.300-2.300 5.800-5.500 7-3.200-1.200-5.500-3.700-5.500-7v-4z" fill="var(--i-blue,#CFE3F6)" stroke="var(--i-line,#55606C)" strokeLinejoin="round"/>
      <circle cx="8" cy="6.500" r="1.750" fill="var(--i-paper,#FFFFFF)" stroke="var(--i-bl,#1F6FBF)"/>
      <path d="M8 8.500v3" stroke="var(--i-bl,#1F6FBF)" strokeLinecap="round"/>
    </>
  ),
  'site-database': () => (
    <>
      <path d="M2.5 3.5v9c0 1.1 2.46 2 5.5 2s5.5-.900 5.5-2v-9" fill="var(--i-blue,#CFE3F6)" stroke="var(--i-line,#55606C)" strokeLinejoin="round" strokeLinecap="round"/>
      <ellipse cx="8" cy="3.5" rx="5.5" ry="2" fill="var(--i-paper,#FFFFFF)" stroke="var(--i-line,#55606C)" strokeLinejoin="round" strokeLinecap="round"/>
      <path d="M2.5 8c0 1.1 2.46 2 5.5 2s5.5-.900 5.5-2" stroke="var(--i-line,#55606C)" strokeLinejoin="round" strokeLinecap="round"/>
    </>
  ),
  site: () => (
    <>
      <path d="M2.5 14.5v-11a1 1 0 0 1 1-1h5a1 1 0 0 1 1 1v11z" fill="var(--i-paper,#FFFFFF)" stroke="var(--i-line,#55606C)" strokeLinejoin="round" strokeLinecap="round"/>
      <path d="M9.5 6.5h3a1 1 0 0 1 1 1v7h-4z" fill="var(--i-blue,#CFE3F6)" stroke="var(--i-line,#55606C)" strokeLinejoin="round" strokeLinecap="round"/>
      <path d="M1.5 14.5h13" stroke="var(--i-line,#55606C)" strokeLinejoin="round" strokeLinecap="round"/>
      <path d="M5 5.5h2M5 8h2M5 10.5h2M11.5 9v.01M11.5 11.5v.01" stroke="var(--i-bl,#1F6FBF)" strokeLinecap="round"/>
    </>
  ),
  'computer-management': () => (
    <>
      <rect x="1.5" y="2.5" width="13" height="8" rx="1" fill="var(--i-blue,#CFE3F6)" stroke="var(--i-line,#55606C)" strokeLinejoin="round" strokeLinecap="round"/>
      <path d="M8 10.5v3M5 13.5h6" stroke="var(--i-line,#55606C)" strokeLinejoin="round" strokeLinecap="round"/>
    </>
  ),
  collection: () => (
    <>
      <rect x="4.5" y="1.5" width="10" height="7" rx="1" fill="var(--i-paper,#FFFFFF)" stroke="var(--i-line,#55606C)" strokeLinejoin="round" strokeLinecap="round"/>
      <rect x="1.5" y="5.5" width="10" height="7" rx="1" fill="var(--i-blue,#CFE3F6)" stroke="var(--i-line,#55606C)" strokeLinejoin="round" strokeLinecap="round"/>
      <path d="M6.5 12.5v2M4 14.5h5" stroke="var(--i-line,#55606C)" strokeLinejoin="round" strokeLinecap="round"/>
    </>
  ),
  computer: () => (
    <>
      <rect x="1.5" y="2.5" width="13" height="8" rx="1" fill="var(--i-paper,#FFFFFF)" stroke="var(--i-line,#55606C)" strokeLinejoin="round" strokeLinecap="round"/>
      <path d="M8 10.5v3M5 13.5h6" stroke="var(--i-line,#55606C)" strokeLinejoin="round" strokeLinecap="round"/>
    </>
  ),
  'software-updates': (id: string) => (
    <>
      <mask id={id} maskUnits="userSpaceOnUse" x="0" y="0" width="16" height="16">
      <rect width="16" height="16" fill="#fff"/>
      <circle cx="11.5" cy="11.5" r="5" fill="#000"/>
      </mask>
      <g mask={`url(#${id})`}>
      <path d="M4.5 3.5v-1a1 1 0 0 1 1-1h8a1 1 0 0 1 1 1v7a1 1 0 0 1-1 1" fill="none" stroke="var(--i-line,#55606C)" strokeLinejoin="round" strokeLinecap="round"/>
      <rect x="1.5" y="3.5" width="11" height="10" rx="1.25" fill="var(--i-paper,#FFFFFF)" stroke="var(--i-line,#55606C)" strokeLinejoin="round" strokeLinecap="round"/>
      <path d="M1.5 6.5h11" stroke="var(--i-line,#55606C)" strokeLinejoin="round" strokeLinecap="round"/>
      </g>
      <circle cx="11.5" cy="11.5" r="4" fill="#2C8C4A"/>
      <path d="M11.5 9.5v3.7M9.8 11.7l1.7 1.7 1.7-1.7" stroke="#fff" strokeWidth="1.25" strokeLinecap="round" strokeLinejoin="round"/>
    </>
  ),
  'update-repository': (id: string) => (
    <>
      <mask id={id} maskUnits="userSpaceOnUse" x="0" y="0" width="16" height="16">
      <rect width="16" height="16" fill="#fff"/>
      <circle cx="11.5" cy="11.5" r="5" fill="#000"/>
      </mask>
      <g mask={`url(#${id})`}>
      <path d="M2.5 3.5v9c0 1.1 2.46 2 5.5 2s5.5-.900 5.5-2v-9" fill="var(--i-shade,#DDE3E9)" stroke="var(--i-line,#55606C)" strokeLinejoin="round" strokeLinecap="round"/>
      <ellipse cx="8" cy="3.5" rx="5.5" ry="2" fill="var(--i-paper,#FFFFFF)" stroke="var(--i-line,#55606C)" strokeLinejoin="round" strokeLinecap="round"/>
      </g>
      <circle cx="11.5" cy="11.5" r="4" fill="#2C8C4A"/>
      <path d="M11.5 9.5v3.7M9.8 11.7l1.7 1.7 1.7-1.7" stroke="#fff" strokeWidth="1.25" strokeLinecap="round" strokeLinejoin="round"/>
    </>
  ),
  'search-folder': (id: string) => <SearchFolder id={id} />,
  'search-folder-locked': (id: string) => (
    <>
      <SearchFolder id={id} />
      <Lock />
    </>
  ),
  'update-list': () => <UpdateList />,
  'update-list-locked': () => (
    <>
      <UpdateList />
      <Lock />
    </>
  ),
  'deployment-template': () => <DeploymentTemplate />,
  'deployment-template-locked': () => (
    <>
      <DeploymentTemplate />
      <Lock />
    </>
  ),
  deployment: () => <Deployment />,
  'deployment-locked': () => (
    <>
      <Deployment />
      <Lock />
    </>
  ),
  'deployment-package': () => <DeploymentPackage />,
  'deployment-package-locked': () => (
    <>
      <DeploymentPackage />
      <Lock />
    </>
  ),
  'software-update-point': (id: string) => (
    <>
      <mask id={id} maskUnits="userSpaceOnUse" x="0" y="0" width="16" height="16">
      <rect width="16" height="16" fill="#fff"/>
      <circle cx="11.5" cy="11.5" r="5" fill="#000"/>
      </mask>
      <g mask={`url(#${id})`}>
      <rect x="3.5" y="1.5" width="9" height="13" rx="1" fill="var(--i-paper,#FFFFFF)" stroke="var(--i-line,#55606C)" strokeLinejoin="round" strokeLinecap="round"/>
      <path d="M3.5 5.5h9M3.5 9.5h9" stroke="var(--i-line,#55606C)" strokeLinejoin="round" strokeLinecap="round"/>
      <path d="M5.5 3.5h2M5.5 7.5h2M5.5 12h2" stroke="var(--i-bl,#1F6FBF)" strokeLinecap="round"/>
      </g>
      <circle cx="11.5" cy="11.5" r="4" fill="#2C8C4A"/>
      <path d="M9.7 11a2 2 0 0 1 3.4-.7M13.3 12a2 2 0 0 1-3.4 .7M13.2 9.2v1.2H12M9.8 13.8v-1.2H11" stroke="#fff" strokeWidth="1.25" strokeLinecap="round" strokeLinejoin="round"/>
    </>
  ),
  'status-message': () => (
    <>
      <path d="M2.5 2.5h11a1 1 0 0 1 1 1v7a1 1 0 0 1-1 1H7.5l-3 2.5v-2.5h-2a1 1 0 0 1-1-1v-7a1 1 0 0 1 1-1z" fill="var(--i-paper,#FFFFFF)" stroke="var(--i-line,#55606C)" strokeLinejoin="round" strokeLinecap="round"/>
      <path d="M4.5 5.5h7M4.5 8.5h5" stroke="var(--i-bl,#1F6FBF)" strokeLinecap="round"/>
    </>
  ),
  history: () => (
    <>
      <path d="M3.2 4.6A6 6 0 1 1 2 8" stroke="var(--i-bl,#1F6FBF)" strokeWidth="1.3" strokeLinecap="round"/>
      <path d="M2.6 1.8v3.2h3.2" stroke="var(--i-bl,#1F6FBF)" strokeWidth="1.3" strokeLinecap="round" strokeLinejoin="round"/>
      <path d="M8 4.8V8l2.3 1.5" stroke="var(--i-line,#55606C)" strokeWidth="1.2" strokeLinecap="round" strokeLinejoin="round"/>
    </>
  ),
  tools: () => (
    <>
      <path d="M9.7 5.2a3.2 3.2 0 0 1 4.1-3l-1.9 1.9 .4 1.6 1.6 .4 1.9-1.9" fill="none" stroke="none"/>
      <path d="M13.8 4.4l-1.9 1.7-1.6-.4-.4-1.6 1.7-1.9a3.3 3.3 0 0 0-4.2 4.1L2.2 11.5a1.5 1.5 0 0 0 2.2 2.2l5.2-5.2a3.3 3.3 0 0 0 4.2-4.1z" fill="var(--i-shade,#DDE3E9)" stroke="var(--i-line,#55606C)" strokeLinejoin="round" strokeLinecap="round"/>
    </>
  ),
  log: () => (
    <>
      <path d="M3.5 1.5h6l3 3v9a1 1 0 0 1-1 1h-8a1 1 0 0 1-1-1v-11a1 1 0 0 1 1-1z" fill="var(--i-paper,#FFFFFF)" stroke="var(--i-line,#55606C)" strokeLinejoin="round" strokeLinecap="round"/>
      <path d="M9.5 1.5v3h3" fill="var(--i-shade,#DDE3E9)" stroke="var(--i-line,#55606C)" strokeLinejoin="round" strokeLinecap="round"/>
      <path d="M4.5 6.5h3.5M4.5 8.5h6M4.5 10.5h6M4.5 12.5h4" stroke="var(--i-te,#0E8088)" />
    </>
  ),
  lab: () => (
    <>
      <path d="M6 1.5h4M6.5 1.5v4.7L2.7 12.8a1.2 1.2 0 0 0 1 1.7h8.6a1.2 1.2 0 0 0 1-1.7L9.5 6.2V1.5" fill="var(--i-paper,#FFFFFF)" stroke="var(--i-line,#55606C)" strokeLinejoin="round" strokeLinecap="round"/>
      <path d="M4.7 10h6.6l1.7 2.9a.800 .800 0 0 1-.7 1.1H3.7a.800 .800 0 0 1-.7-1.1z" fill="var(--i-purple,#E3D8F3)"/>
      <circle cx="7" cy="12" r=".800" fill="var(--i-pu,#7B57B2)"/>
      <circle cx="9.3" cy="11.3" r=".600" fill="var(--i-pu,#7B57B2)"/>
    </>
  ),
  component: () => (
    <>
      <path d="M6.9 1.5h2.2l.4 1.8 1.3.6 1.7-.9 1.4 1.7-1.1 1.4.3 1.4 1.6.8-.5 2.1-1.8.1-.9 1.1.4 1.8-2 .9-1.2-1.4H7.3l-1.2 1.4-2-.9.4-1.8-.9-1.1-1.8-.1-.5-2.1 1.6-.8.3-1.4-1.1-1.4 1.4-1.7 1.7.9 1.3-.6z" fill="var(--i-shade,#DDE3E9)" stroke="var(--i-line,#55606C)" strokeLinejoin="round" strokeLinecap="round"/>
      <circle cx="8" cy="8" r="2" fill="var(--i-paper,#FFFFFF)" stroke="var(--i-line,#55606C)" strokeLinejoin="round" strokeLinecap="round"/>
    </>
  ),
  'update-normal': () => (
    <>
      <Sheet />
      <circle cx="11.5" cy="11.5" r="4" fill="#2C8C4A"/>
      <path d="M11.5 9.5v3.7M9.8 11.7l1.7 1.7 1.7-1.7" stroke="#fff" strokeWidth="1.25" strokeLinecap="round" strokeLinejoin="round"/>
    </>
  ),
  'update-superseded': () => (
    <>
      <Sheet />
      <circle cx="11.5" cy="11.5" r="4" fill="#E8A90C"/>
      <path d="M9.7 11.3l1.8-1.7 1.8 1.7M9.7 13.5l1.8-1.7 1.8 1.7" stroke="#4A3200" strokeWidth="1.25" strokeLinecap="round" strokeLinejoin="round"/>
    </>
  ),
  'update-expired': () => (
    <>
      <Sheet />
      <circle cx="11.5" cy="11.5" r="4" fill="#858C94"/>
      <path d="M11.5 9.3v2.3l1.5 1" stroke="#fff" strokeWidth="1.25" strokeLinecap="round" strokeLinejoin="round"/>
    </>
  ),
  'update-invalid': () => (
    <>
      <Sheet />
      <circle cx="11.5" cy="11.5" r="4" fill="#C4262E"/>
      <path d="M10.1 10.1l2.8 2.8M12.9 10.1l-2.8 2.8" stroke="#fff" strokeWidth="1.25" strokeLinecap="round" strokeLinejoin="round"/>
    </>
  ),
  internet: () => (
    <>
      <circle cx="8" cy="8" r="6.5" fill="var(--i-blue,#CFE3F6)" stroke="var(--i-line,#55606C)" strokeLinejoin="round" strokeLinecap="round"/>
      <path d="M1.5 8h13M8 1.5c-4 3.5-4 9.5 0 13M8 1.5c4 3.5 4 9.5 0 13" stroke="var(--i-line,#55606C)" strokeLinejoin="round" strokeLinecap="round"/>
    </>
  ),
  'site-system': () => (
    <>
      <rect x="3.5" y="1.5" width="9" height="13" rx="1" fill="var(--i-paper,#FFFFFF)" stroke="var(--i-line,#55606C)" strokeLinejoin="round" strokeLinecap="round"/>
      <path d="M3.5 5.5h9M3.5 9.5h9" stroke="var(--i-line,#55606C)" strokeLinejoin="round" strokeLinecap="round"/>
      <path d="M5.5 3.5h2M5.5 7.5h2M5.5 12h2" stroke="var(--i-bl,#1F6FBF)" strokeLinecap="round"/>
    </>
  ),
} satisfies Record<string, (id: string) => ReactNode>;

export type IconName = keyof typeof drawings;
