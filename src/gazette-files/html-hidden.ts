/** Which elements of a web page a reader does not see. Style sheets are read for the plainest rules alone. @module */

export interface HiddenRules {
  readonly classes: ReadonlySet<string>;
  readonly ids: ReadonlySet<string>;
}

const hiding =
  /(?:^|;)\s*(?:display\s*:\s*none|visibility\s*:\s*(?:hidden|collapse)|font-size\s*:\s*0(?:px|pt|em|rem|%)?|opacity\s*:\s*0(?:\.0+)?)\s*(?:!\s*important\s*)?(?:;|$)/i;

export function hidesByStyle(style: string): boolean {
  return hiding.test(style);
}

const mostStyleCharacters = 500_000;

/** .a{display:none} and #b{…}; what needs the tree to be decided is left alone. */
export function hiddenRules(sheets: readonly string[]): HiddenRules {
  const classes = new Set<string>();
  const ids = new Set<string>();
  const css = sheets
    .join('\n')
    .slice(0, mostStyleCharacters)
    .replace(/\/\*[^]*?\*\//g, '');
  for (const rule of css.split('}')) {
    const brace = rule.lastIndexOf('{');
    if (brace < 0 || !hiding.test(rule.slice(brace + 1))) continue;
    const before = rule.slice(0, brace);
    // Rules for printing or narrow screens say nothing about the page as it is.
    if (before.includes('@media') || before.includes('{')) continue;
    for (const selector of before.split(',')) {
      const found = /^\s*[a-z]*([.#])([\w-]+)\s*$/i.exec(selector);
      if (found?.[2] !== undefined) (found[1] === '.' ? classes : ids).add(found[2]);
    }
  }
  return { classes, ids };
}
