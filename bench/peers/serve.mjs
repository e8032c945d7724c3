// Serves one of the peers: node serve.mjs NAME PORT FOLDER
//
// Each as its makers document it, with compression off and nothing of ours in between.

import { createRequire } from 'node:module';
import { join } from 'node:path';

const HOST = '127.0.0.1';

const [name, portText, folder] = process.argv.slice(2);
const port = Number(portText);

const servers = {
  // What any server in Node costs at least: every message to everybody else.
  async floor() {
    const { WebSocketServer } = await import('ws');
    const server = new WebSocketServer({ host: HOST, port, perMessageDeflate: false });
    server.on('connection', (socket) => {
      socket.on('message', (data, isBinary) => {
        for (const other of server.clients) {
          if (other !== socket) other.send(data, { binary: isBinary });
        }
      });
    });
  },

  // In memory: without an extension that stores, nothing is stored.
  async hocuspocus() {
    const { Server } = await import('@hocuspocus/server');
    const server = new Server({ address: HOST, port, quiet: true });
    await server.listen();
  },

  // In memory, by the program that comes with it.
  async 'y-websocket'() {
    process.env.HOST = HOST;
    process.env.PORT = String(port);
    // The package does not let it be named, so it is found by its path.
    createRequire(import.meta.url)('./node_modules/y-websocket/bin/server.js');
  },

  // On SQLite, durable at every commit as ours is.
  async tldraw() {
    const { DatabaseSync } = await import('node:sqlite');
    const { WebSocketServer } = await import('ws');
    const { NodeSqliteWrapper, SQLiteSyncStorage, TLSocketRoom } = await import('@tldraw/sync-core');
    const { schema } = await import('./tldraw-schema.mjs');
    const database = new DatabaseSync(join(folder, 'tldraw.db'));
    database.exec('PRAGMA journal_mode = WAL');
    database.exec('PRAGMA synchronous = FULL');
    const snapshot = { documents: [], clock: 0, schema: schema.serialize() };
    const storage = new SQLiteSyncStorage({ sql: new NodeSqliteWrapper(database), snapshot });
    const room = new TLSocketRoom({ schema, storage });
    const server = new WebSocketServer({ host: HOST, port, perMessageDeflate: false });
    server.on('connection', (socket, request) => {
      const sessionId = new URL(request.url, 'http://peer').searchParams.get('session');
      room.handleSocketConnect({ sessionId, socket });
    });
  },
};

const serve = servers[name];
if (serve === undefined) {
  console.error(`There is no peer ${name}; there are: ${Object.keys(servers).join(', ')}`);
  process.exit(1);
}
await serve();
