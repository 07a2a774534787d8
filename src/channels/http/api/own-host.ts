/**
 * Against DNS rebinding: a page of another site whose name was made to point at this machine sends its own name as Host,
 * and where it calls from as Origin.
 * @module
 */
const loopback = ['localhost', '127.0.0.1', '[::1]'];

/** @param hosts in lower case and without port, besides those of this machine. */
export function isOwnHost({ headers, url }: Request, hosts: readonly string[]): boolean {
  const isKnown = (name: string | null): boolean =>
    name !== null && (loopback.includes(name) || hosts.includes(name));
  const origin = headers.get('Origin');
  if (origin !== null && !isKnown(hostOf(origin))) return false;
  const host = headers.get('Host');
  return isKnown(hostOf(host === null ? url : `http://${host}`));
}

/** The host name in lower case; null where there is none, as in `null`. */
function hostOf(address: string): string | null {
  return URL.canParse(address) ? new URL(address).hostname.toLowerCase() : null;
}

/** As they are set: separated by commas, with or without port. Addresses that only say where to listen are left out. */
export function readHosts(listed: string | undefined, listensOn: string): string[] {
  const written = [...(listed ?? '').split(','), listensOn.includes(':') ? `[${listensOn}]` : listensOn];
  return written.flatMap((entry) => {
    const name = hostOf(`http://${entry.trim()}`);
    return name === null || name === '' || name === '0.0.0.0' || name === '[::]' ? [] : [name];
  });
}
