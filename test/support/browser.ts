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
  private readonly cookies = new Map<string, Map<string, string>>();

  /**
   * @param origin where the pages are really served; links to the public address are followed there
   * @param elsewhere other sites that this browser really goes to, by origin
   */
  constructor(
    private readonly origin: string,
    private readonly headers: Readonly<Record<string, string>> = {},
    private readonly elsewhere: readonly string[] = [],
  ) {}

  /** @param redirects `manual` to be shown where an answer leads, in its `location`, rather than follow it */
  async get(
    address: string,
    method = 'GET',
    redirects: 'follow' | 'manual' = 'follow',
  ): Promise<FetchedPage> {
    return this.fetch(address, { method }, redirects);
  }

  /** Sends a form as a browser sends it from a page with `no-referrer`, and follows redirects unless told otherwise. */
  async submit(
    form: PageForm,
    entered: Readonly<Record<string, string>> = {},
    headers: Readonly<Record<string, string>> = {},
    redirects: 'follow' | 'manual' = 'follow',
  ): Promise<FetchedPage> {
    const body = new URLSearchParams({ ...form.fields, ...entered });
    const init = {
      method: 'POST',
      body,
      headers: { 'sec-fetch-site': 'same-origin', origin: 'null', ...headers },
    };
    return this.fetch(form.action, init, redirects);
  }

  /** @returns what the pages' own site keeps in this browser under a name; empty when nothing */
  cookie(name: string): string {
    return this.jarOf(this.origin).get(name) ?? '';
  }

  /** Plants a cookie of the pages' own site. */
  setCookie(name: string, value: string): void {
    this.jarOf(this.origin).set(name, value);
  }

  /** A copy with the same cookies, each going its own way from now on. */
  copy(): PlainBrowser {
    const copied = this.withoutCookies();
    for (const [site, jar] of this.cookies) copied.cookies.set(site, new Map(jar));
    return copied;
  }

  /** A browser of the same kind without any cookie. */
  withoutCookies(): PlainBrowser {
    return new PlainBrowser(this.origin, this.headers, this.elsewhere);
  }

  private async fetch(
    address: string,
    init: RequestInit,
    redirects: 'follow' | 'manual',
    from = this.origin,
  ): Promise<FetchedPage> {
    const target = new URL(address, from);
    const site = this.elsewhere.includes(target.origin) ? target.origin : this.origin;
    const url = `${site}${target.pathname}${target.search}`;
    const jar = this.jarOf(site);
    const cookie = [...jar].map(([name, value]) => `${name}=${value}`).join('; ');
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
      jar.set(pair.slice(0, pair.indexOf('=')), pair.slice(pair.indexOf('=') + 1));
    }
    const location = response.headers.get('location');
    if (redirects === 'follow' && response.status === 303 && location)
      return this.fetch(location, { method: 'GET' }, redirects, site);
    return { status: response.status, url, html: await response.text(), headers: response.headers };
  }

  private jarOf(site: string): Map<string, string> {
    const jar = this.cookies.get(site) ?? new Map<string, string>();
    this.cookies.set(site, jar);
    return jar;
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
