import './ui/base.css';
import './ui/trustedTypes';
import { StrictMode } from 'react';
import { createRoot } from 'react-dom/client';
import { App } from './App';
import { startLanguage } from './i18n';
import { takeSecret } from './session';

// The secret leaves the address before anything else happens.
takeSecret();

const root = document.getElementById('root');
if (!root) throw new Error('index.html has no #root');

void startLanguage().then(() =>
  createRoot(root).render(
    <StrictMode>
      <App />
    </StrictMode>,
  ),
);
