import { QueryClient, QueryClientProvider } from '@tanstack/react-query';
import { StrictMode } from 'react';
import { createRoot } from 'react-dom/client';
import { App } from './app.tsx';
import { ToastProvider } from './ui/toast.tsx';
import './styles/tokens.css';
import './styles/layout.css';
import './styles/controls.css';
import './styles/messages.css';
import './styles/blocks.css';
import './styles/panels.css';
import './styles/tools.css';

// The event stream says what is stale, so nothing is asked for again merely because a window got the focus.
const cache = new QueryClient({
  defaultOptions: { queries: { staleTime: 60_000, refetchOnWindowFocus: false, retry: 1 } },
});

const root = document.getElementById('root');
if (root) {
  createRoot(root).render(
    <StrictMode>
      <QueryClientProvider client={cache}>
        <ToastProvider>
          <App />
        </ToastProvider>
      </QueryClientProvider>
    </StrictMode>,
  );
}
