import { hashOf, someDays, thirtyDays } from './dump.ts';

const [, , days, seed] = process.argv;
process.stdout.write(hashOf(await (days === 'thirty' ? thirtyDays : someDays)(seed!)));
