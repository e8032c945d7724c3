// A person's way to the server, which can be cut. Cutting it from the browser's own tooling would
// leave websockets open, so the cut is made in the middle.

import { type AddressInfo, type Server, type Socket, connect, createServer } from 'node:net';

export class Network {
  #listener: Server;
  #sockets = new Set<Socket>();
  #port = 0;

  private constructor(toPort: number) {
    this.#listener = createServer((near) => {
      const far = connect(toPort, '127.0.0.1');
      for (const [one, other] of [
        [near, far],
        [far, near],
      ] as const) {
        this.#sockets.add(one);
        one.pipe(other);
        one.on('error', () => other.destroy());
        one.on('close', () => {
          this.#sockets.delete(one);
          other.destroy();
        });
      }
    });
  }

  static async to(port: number): Promise<Network> {
    const network = new Network(port);
    await network.mend();
    return network;
  }

  get origin(): string {
    return `http://127.0.0.1:${this.#port}`;
  }

  /** Ends every connection, and refuses new ones. */
  async cut(): Promise<void> {
    const closed = new Promise((settle) => this.#listener.close(settle));
    for (const socket of this.#sockets) socket.destroy();
    await closed;
  }

  async mend(): Promise<void> {
    await new Promise<void>((settle, fail) => {
      this.#listener.once('error', fail);
      this.#listener.listen(this.#port, '127.0.0.1', () => {
        this.#listener.off('error', fail);
        settle();
      });
    });
    this.#port = (this.#listener.address() as AddressInfo).port;
  }
}
