import type { Request, Response } from 'express';

/**
 * Says that there is more, in a header of the answer (RFC 8288): `Link: </api/v1/decisions?before=…>; rel="next"`.
 *
 * @param before the query's `before` of the next page; null when there is none, and then nothing is said
 */
export function linkToNextPage(request: Request, response: Response, before: string | null): void {
  if (before === null) return;
  const url = new URL(request.originalUrl, 'http://this.example'); // a base for parsing only
  url.searchParams.set('before', before);
  response.setHeader('link', `<${url.pathname}${url.search}>; rel="next"`);
}
