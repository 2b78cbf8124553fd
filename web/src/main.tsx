import { StrictMode } from 'react';
import { createRoot } from 'react-dom/client';
import { App } from './App';
import { sessionOptions } from './api/session';
import { startLanguage } from './i18n';
import { watchDialogs } from './lib/focusBack';
import { queryClient } from './queryClient';
import './styles/app.css';

await startLanguage();
watchDialogs();
// Asked for while the page's chunks still load.
void queryClient.prefetchQuery(sessionOptions);

const root = document.getElementById('root');
if (!root) throw new Error('index.html lacks #root');
createRoot(root).render(
  <StrictMode>
    <App />
  </StrictMode>,
);
