// react-aria empties its announcements with innerHTML = ''. The page's policy (require-trusted-types-for 'script') refuses every string there, and a refused
// announcement ended the page. An empty string cannot hold a script: it alone is let through; all other text is refused as before.
interface PolicyFactory {
  createPolicy(name: string, rules: { createHTML: (text: string) => string | null }): unknown;
}

const { trustedTypes } = globalThis as { trustedTypes?: PolicyFactory };

trustedTypes?.createPolicy('default', { createHTML: (text) => (text === '' ? '' : null) });

export {};
