import { StrictMode } from 'react';
import { createRoot } from 'react-dom/client';
import { WebsocketProvider } from 'y-websocket';
import * as Y from 'yjs';
import './board.css';
import { Board } from './board.tsx';
import { PlanStore } from './plan.ts';

const asked = new URLSearchParams(location.search);
const doc = new Y.Doc();
const store = new PlanStore(doc);
new WebsocketProvider(
  asked.get('server') ?? `ws://${location.host}`,
  asked.get('plan') ?? 'plan',
  doc,
);

const root = document.getElementById('root');
if (root !== null) {
  createRoot(root).render(
    <StrictMode>
      <Board store={store} />
    </StrictMode>,
  );
}
