/**
 * Where somebody wanted to go before signing in: a page of the desk, whatever was put into the address.
 * @returns the path with its query; `/desk` for everything else.
 */
export function ownPath(wanted: string | null | undefined): string {
  const home = '/desk';
  // Browsers take a backslash for a slash and drop line breaks, so that what looks like a path may be another site.
  if (wanted === null || wanted === undefined || !/^\/desk[/?]?[\x21-\x5b\x5d-\x7e]*$/.test(wanted))
    return home;
  const here = 'http://desk.invalid';
  if (!URL.canParse(wanted, here)) return home;
  const { origin, pathname, search } = new URL(wanted, here);
  if (origin !== here || !/^\/desk(?:\/|$)/.test(pathname)) return home;
  return /^\/desk\/sign-(?:in|out)(?:\/|$)/.test(pathname) ? home : pathname + search;
}
