/** A browser without JavaScript, as a delegate or a mail scanner may use one: it keeps cookies, reads forms and links, and sends what browsers send. */

/** A page as fetched. */
export interface FetchedPage {
  readonly status: number;
  readonly url: string;
  readonly html: string;
  readonly headers: Headers;
}

/** One form of a page with the values it would send untouched. */
export interface PageForm {
  readonly action: string;
  readonly fields: Readonly<Record<string, string>>;
}

export class PlainBrowser {
  private readonly cookies = new Map<string, string>();

  /** @param origin where the pages are really served; links to the public address are followed there */
  constructor(
    private readonly origin: string,
    private readonly headers: Readonly<Record<string, string>> = {},
  ) {}

  async get(address: string, method = 'GET'): Promise<FetchedPage> {
    return this.fetch(address, { method });
  }

  /** Sends a form as a browser sends it from a page with `no-referrer`, and follows redirects. */
  async submit(
    form: PageForm,
    entered: Readonly<Record<string, string>> = {},
    headers: Readonly<Record<string, string>> = {},
  ): Promise<FetchedPage> {
    const body = new URLSearchParams({ ...form.fields, ...entered });
    return this.fetch(form.action, {
      method: 'POST',
      body,
      headers: { 'sec-fetch-site': 'same-origin', origin: 'null', ...headers },
    });
  }

  /** A copy with the same cookies. */
  withoutCookies(): PlainBrowser {
    return new PlainBrowser(this.origin, this.headers);
  }

  private async fetch(address: string, init: RequestInit): Promise<FetchedPage> {
    const target = new URL(address, this.origin);
    const url = `${this.origin}${target.pathname}${target.search}`;
    const cookie = [...this.cookies].map(([name, value]) => `${name}=${value}`).join('; ');
    const response = await fetch(url, {
      ...init,
      redirect: 'manual',
      headers: {
        accept: 'text/html',
        ...this.headers,
        ...(cookie ? { cookie } : {}),
        ...(init.headers as Record<string, string> | undefined),
      },
    });
    for (const set of response.headers.getSetCookie()) {
      const [pair = ''] = set.split(';');
      this.cookies.set(pair.slice(0, pair.indexOf('=')), pair.slice(pair.indexOf('=') + 1));
    }
    const location = response.headers.get('location');
    if (response.status === 303 && location) return this.get(location);
    return { status: response.status, url, html: await response.text(), headers: response.headers };
  }
}

/** @returns the forms of a page, each with what it would send if nobody touched it */
export function formsOf(html: string): PageForm[] {
  return [...html.matchAll(/<form action="([^"]*)"[^>]*>([\s\S]*?)<\/form>/g)].map(
    ([, action = '', inner = '']) => {
      const fields: Record<string, string> = {};
      for (const [input] of inner.matchAll(/<input [^>]*>/g)) {
        const type = attribute(input, 'type');
        const isSent = (type !== 'radio' && type !== 'checkbox') || / checked/.test(input);
        if (isSent) fields[attribute(input, 'name')] = unescape(attribute(input, 'value'));
      }
      for (const [, name = '', value = ''] of inner.matchAll(
        /<textarea [^>]*name="([^"]*)"[^>]*>([\s\S]*?)<\/textarea>/g,
      ))
        fields[name] = unescape(value);
      return { action: unescape(action), fields };
    },
  );
}

/** @returns the addresses a page links to */
export function linksOf(html: string): string[] {
  return [...html.matchAll(/<a [^>]*href="([^"#][^"]*)"/g)].map(([, href = '']) => unescape(href));
}

/** @returns the page's words without its tags */
export function wordsOf(html: string): string {
  return unescape(html.replace(/<[^>]*>/g, ' ').replace(/\s+/g, ' ')).trim();
}

function attribute(tag: string, name: string): string {
  return new RegExp(` ${name}="([^"]*)"`).exec(tag)?.[1] ?? '';
}

function unescape(text: string): string {
  return text
    .replaceAll('&lt;', '<')
    .replaceAll('&gt;', '>')
    .replaceAll('&quot;', '"')
    .replaceAll('&#39;', "'")
    .replaceAll('&amp;', '&');
}
