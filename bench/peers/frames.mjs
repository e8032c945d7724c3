// Writes down what the clients of a peer send, one client a line:
//
//   node frames.mjs NAME values CLIENTS COUNT   each sets a value of its own COUNT times
//   node frames.mjs NAME items CLIENTS COUNT    the first adds COUNT items
//
// A frame begins with `t` for a text, or with `b` for bytes in base 64.

const [name, mode, clientsText, countText] = process.argv.slice(2);
const clients = Number(clientsText);
const count = Number(countText);

// Forty bytes that say whose they are; bench/src/tag.rs reads them.
function value(client, number) {
  const [of, which] = [String(client).padStart(4, '0'), String(number).padStart(6, '0')];
  return `@${of}:${which};`.padEnd(40, '.');
}

const bytes = (array) => `b${Buffer.from(array).toString('base64')}`;
const text = (message) => `t${JSON.stringify(message)}`;

// Peers that speak the protocol of Yjs, each with an envelope of its own around it.
async function yjs(path, wrap, greet) {
  const Y = await import('yjs');
  const encoding = await import('lib0/encoding');
  const sync = await import('y-protocols/sync');
  const frame = (write) => {
    const encoder = encoding.createEncoder();
    wrap(encoding, encoder);
    write(encoder);
    return bytes(encoding.toUint8Array(encoder));
  };
  return (client, keys) => {
    const doc = new Y.Doc();
    doc.clientID = client + 1;
    const hello = [...greet(encoding), frame((encoder) => sync.writeSyncStep1(encoder, doc))];
    const edits = [];
    doc.on('update', (update) => edits.push(frame((encoder) => sync.writeUpdate(encoder, update))));
    const items = doc.getMap('items');
    for (const [key, number] of keys) items.set(key, value(client, number));
    return { path, hello, edits };
  };
}

const peers = {
  async floor() {
    return (client, keys) => ({
      path: '/',
      hello: [],
      edits: keys.map(([, number]) => bytes(Buffer.from(value(client, number)))),
    });
  },

  async 'y-websocket'() {
    return yjs('/measured', (encoding, encoder) => encoding.writeVarUint(encoder, 0), () => []);
  },

  async hocuspocus() {
    const address = (encoding, encoder, type) => {
      encoding.writeVarString(encoder, 'measured');
      encoding.writeVarUint(encoder, type);
    };
    const signIn = (encoding) => {
      const encoder = encoding.createEncoder();
      address(encoding, encoder, 2);
      encoding.writeVarUint(encoder, 0);
      encoding.writeVarString(encoder, 'anybody');
      return [bytes(encoding.toUint8Array(encoder))];
    };
    return yjs('/', (encoding, encoder) => address(encoding, encoder, 0), signIn);
  },

  async tldraw() {
    const { getTlsyncProtocolVersion } = await import('@tldraw/sync-core');
    const { schema } = await import('./tldraw-schema.mjs');
    const serialized = schema.serialize();
    return (client, keys) => {
      const hello = text({
        type: 'connect',
        connectRequestId: `hello-${client}`,
        lastServerClock: -1,
        protocolVersion: getTlsyncProtocolVersion(),
        schema: serialized,
      });
      const there = new Set();
      const edits = keys.map(([key, number], clientClock) => {
        const id = `item:${key}`;
        const change = there.has(id)
          ? ['patch', { value: ['put', value(client, number)] }]
          : ['put', { id, typeName: 'item', value: value(client, number) }];
        there.add(id);
        return text({ type: 'push', clientClock, diff: { [id]: change } });
      });
      return { path: `/?session=${client}`, hello: [hello], edits };
    };
  },
};

const peer = await peers[name]();
for (let client = 0; client < clients; client += 1) {
  const numbers = [...Array(mode === 'items' && client > 0 ? 0 : count).keys()];
  const key = (number) => (mode === 'items' ? `item${number}` : `of${client}`);
  const line = peer(client, numbers.map((number) => [key(number), number]));
  process.stdout.write(`${JSON.stringify(line)}\n`);
}
