import { StrictMode } from 'react';
import { createRoot } from 'react-dom/client';
import { config } from 'zod';
import { App } from './app/App.tsx';
import { startSession } from './data/index.ts';

// The page's content security policy forbids compiling code at run time, which zod would try for speed.
config({ jitless: true });
startSession();
createRoot(document.getElementById('root')!).render(
  <StrictMode>
    <App />
  </StrictMode>,
);
