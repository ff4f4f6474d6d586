/**
 * Security rights (D§8.6): users of the console, and what each may do with a class of objects or with one object. Whether a call is
 * allowed is answered here and asked at one place, the api's door.
 */
export { createRights, type Rights, type WantedRight } from './service.ts';
