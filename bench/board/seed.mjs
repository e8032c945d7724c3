// Puts a plan into the document of a y-websocket server: node seed.mjs URL NAME < plan.json
//
// The plan is { title, stages: [{ name, items: [{ title, competency, minutes }] }] }.

import { text } from 'node:stream/consumers';
import { WebsocketProvider } from 'y-websocket';
import * as Y from 'yjs';

const [url, name] = process.argv.slice(2);
const plan = JSON.parse(await text(process.stdin));
const doc = new Y.Doc();
const provider = new WebsocketProvider(url, name, doc, { disableBc: true });
await new Promise((settle) => provider.once('sync', settle));

doc.transact(() => {
  doc.getMap('plan').set('title', plan.title);
  const stages = doc.getArray('stages');
  const items = doc.getMap('items');
  for (const { name, items: held } of plan.stages) {
    const stage = crypto.randomUUID();
    stages.push([new Y.Map(Object.entries({ id: stage, name }))]);
    held.forEach(({ title, competency, minutes }, index) => {
      const item = { title, competency, minutes, stage, order: index + 1 };
      items.set(crypto.randomUUID(), new Y.Map(Object.entries(item)));
    });
  }
});

// The server has the plan once another client has it.
const other = new Y.Doc();
const witness = new WebsocketProvider(url, name, other, { disableBc: true });
const wanted = doc.getMap('items').size;
const items = other.getMap('items');
await new Promise((settle) => {
  const look = () => {
    if (items.size === wanted) settle();
  };
  items.observe(look);
  look();
});

process.exit(0);
