import { Client } from './client.js';

/** A browser without a screen: it keeps cookies, one jar for each origin. */
export class Visitor {
  private readonly jars = new Map<string, Map<string, string>>();

  /** One request; where it is sent on, the caller decides. */
  async get(url: string): Promise<Response> {
    const response = await fetch(url, { headers: { cookie: this.cookies(url) }, redirect: 'manual' });
    for (const line of response.headers.getSetCookie()) this.keep(new URL(url).origin, line);
    return response;
  }

  /** Goes on until nobody sends it further, or somebody would send it to where it stops. */
  async follow(url: string, stop: (next: string) => boolean = () => false): Promise<Arrival> {
    let at = url;
    for (let hops = 0; hops < 20; hops += 1) {
      const response = await this.get(at);
      const location = response.headers.get('location');
      if (location === null) return { url: at, status: response.status, text: await response.text() };
      at = new URL(location, at).href;
      if (stop(at)) return { url: at, status: response.status, text: '' };
    }
    throw new Error(`sent on and on, at last to ${at}`);
  }

  cookie(url: string, name: string): string | undefined {
    return this.jars.get(new URL(url).origin)?.get(name);
  }

  setCookie(url: string, name: string, value: string): void {
    this.keep(new URL(url).origin, `${name}=${value}`);
  }

  /** As if it had never been there. */
  forget(url: string): void {
    this.jars.delete(new URL(url).origin);
  }

  /** Speaks GraphQL with the cookies that it has by now. */
  client(url: string): Client {
    return new Client(url, { cookie: this.cookies(url) });
  }

  private cookies(url: string): string {
    const jar = this.jars.get(new URL(url).origin) ?? new Map<string, string>();
    return [...jar].map(([name, value]) => `${name}=${value}`).join('; ');
  }

  private keep(origin: string, line: string): void {
    const [, name = '', value = ''] = /^([^=]+)=([^;]*)/.exec(line) ?? [];
    const jar = this.jars.get(origin) ?? new Map<string, string>();
    if (/expires=Thu, 01 Jan 1970|max-age=0/i.test(line)) jar.delete(name);
    else jar.set(name, value);
    this.jars.set(origin, jar);
  }
}

interface Arrival {
  readonly url: string;
  readonly status: number;
  readonly text: string;
}
