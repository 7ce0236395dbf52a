/** A system that receives webhooks: a real HTTP server on this machine, that keeps what it gets and answers as it is told. */
import { type IncomingHttpHeaders, createServer } from 'node:http';
import type { AddressInfo } from 'node:net';

/** A request as it came in. */
export interface Received {
  readonly path: string;
  readonly headers: IncomingHttpHeaders;
  readonly body: string;
}

/** How the next requests are answered; `hang`: not at all. */
export interface AnswerAs {
  status: number;
  body: string;
  location?: string;
  hang?: boolean;
}

/** A running receiver. */
export interface Receiver {
  readonly url: string;
  readonly received: Received[];
  readonly answer: AnswerAs;
  close(): Promise<void>;
}

/** @returns a receiver on a free port, that answers 204 until it is told otherwise */
export async function startReceiver(): Promise<Receiver> {
  const received: Received[] = [];
  const answer: AnswerAs = { status: 204, body: '' };
  const server = createServer((request, response) => {
    let body = '';
    request.on('data', (part: Buffer) => (body += part.toString()));
    request.on('end', () => {
      received.push({ path: request.url ?? '', headers: request.headers, body });
      if (answer.hang) return;
      response.writeHead(answer.status, answer.location ? { location: answer.location } : {});
      response.end(answer.body);
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  return {
    url: `http://127.0.0.1:${port}/hooks`,
    received,
    answer,
    close: async () => {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}
