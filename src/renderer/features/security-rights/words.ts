import { classNames, rightNames, type GivenRights, type Right } from '../../../contract/index.ts';

export const permissions = (rights: readonly Right[]): string => (rights.length === 0 ? 'None' : rights.map((one) => rightNames[one]).join(', '));

export const classOf = (row: GivenRights): string => classNames[row.class];

/** Where a right comes from, when nobody gave it. */
export const origins: Record<GivenRights['by'], string> = { given: '', account: 'account of the site server', maker: 'made it' };

/** A console has no log-on: said wherever a user is chosen. */
export const CHOSEN = 'The user is chosen here and not authenticated: this console has no log-on. The engine refuses what the chosen user may not.';
