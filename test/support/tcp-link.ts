import { type AddressInfo, type Socket, connect, createServer } from 'node:net';

/** A way to a server that can be cut and mended, as a network can. */
export interface TcpLink {
  readonly port: number;
  /** Drops what is open and refuses what is new. */
  cut(): void;
  mend(): void;
  close(): Promise<void>;
}

/** @param target port of 127.0.0.1 it leads to @returns a link that is whole */
export async function openTcpLink(target: number): Promise<TcpLink> {
  const open = new Set<Socket>();
  let whole = true;
  const server = createServer((near) => {
    if (!whole) return void near.destroy();
    const far = connect(target, '127.0.0.1');
    for (const [one, other] of [
      [near, far],
      [far, near],
    ] as const) {
      open.add(one);
      one
        .on('error', () => other.destroy())
        .on('close', () => {
          open.delete(one);
          other.destroy();
        });
      one.pipe(other);
    }
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const cut = (): void => {
    whole = false;
    for (const socket of open) socket.destroy();
  };
  return {
    port: (server.address() as AddressInfo).port,
    cut,
    mend: () => void (whole = true),
    close: () => {
      cut();
      return new Promise((resolve) => server.close(() => resolve()));
    },
  };
}
