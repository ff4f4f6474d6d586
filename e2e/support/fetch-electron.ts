import { testElectron } from './electron.ts';

// Before journeys that run side by side: they would fetch it at the same time.
testElectron();
