/** An element of an answer: its text, its members in order when it is a list, or its children by name. */
export type XmlValue = string | readonly XmlValue[] | { readonly [name: string]: XmlValue };

const ENTITIES: Readonly<Record<string, string>> = {
  '&amp;': '&',
  '&lt;': '<',
  '&gt;': '>',
  '&quot;': '"',
};

/** Reads the XML that the simulated query services write: elements and text, no comments, no other attributes than xmlns. */
export function readXml(text: string): XmlValue {
  let at = 0;
  const readElements = (): XmlValue => {
    const children: [string, XmlValue][] = [];
    const start = at;
    while (at < text.length) {
      const open = text.indexOf('<', at);
      if (text.charAt(open + 1) === '/') {
        const raw = children.length === 0 ? text.slice(start, open) : '';
        at = text.indexOf('>', open) + 1;
        return children.length === 0 ? plain(raw) : gather(children);
      }
      const close = text.indexOf('>', open);
      const name = text.slice(open + 1, close).split(' ', 1)[0] ?? '';
      at = close + 1;
      children.push([name, readElements()]);
    }
    return gather(children);
  };
  return readElements();
}

function gather(children: readonly (readonly [string, XmlValue])[]): XmlValue {
  return children.every(([name]) => name === 'member')
    ? children.map(([, value]) => value)
    : Object.fromEntries(children);
}

function plain(raw: string): string {
  return raw.includes('&') ? raw.replace(/&(amp|lt|gt|quot);/g, (entity) => ENTITIES[entity] ?? entity) : raw;
}
