import { hashOf, someDays } from './dump.ts';

process.stdout.write(hashOf(await someDays(process.argv[2]!)));
