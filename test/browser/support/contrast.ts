import type { Page } from 'playwright-core';

/** A text, or a column of a chart, that does not stand out enough from what is behind it. */
export interface Faint {
  readonly text: string;
  readonly ratio: number;
}

/** Looks at every text that is shown and at every column of a chart: WCAG AA asks for 4.5 and 3 (3 for large text too). */
const AUDIT = `(() => {
  const numbers = (color) => color.match(/[\\d.]+/g).map(Number);
  const luminance = ([r, g, b]) => {
    const [x, y, z] = [r, g, b].map((v) => (v / 255 <= 0.04045 ? v / 255 / 12.92 : ((v / 255 + 0.055) / 1.055) ** 2.4));
    return 0.2126 * x + 0.7152 * y + 0.0722 * z;
  };
  const ratioOf = (a, b) => {
    const [light, dark] = [luminance(a), luminance(b)].sort((x, y) => y - x);
    return (light + 0.05) / (dark + 0.05);
  };
  const behind = (element) => {
    for (let at = element; at !== null; at = at.parentElement) {
      const color = numbers(getComputedStyle(at).backgroundColor);
      if (color.length === 3 || color[3] === 1) return color;
    }
    return [255, 255, 255];
  };
  const faint = new Map();
  let seen = 0;
  const note = (text, ratio, least) => {
    seen += 1;
    if (ratio < least) faint.set(text, { text, ratio: Math.round(ratio * 100) / 100 });
  };
  const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  while (walker.nextNode()) {
    const element = walker.currentNode.parentElement;
    const text = walker.currentNode.textContent.trim();
    if (text === '' || element.closest('script, [hidden], option') !== null) continue;
    const style = getComputedStyle(element);
    if (style.display === 'none' || style.visibility === 'hidden') continue;
    const size = parseFloat(style.fontSize);
    const large = size >= 24 || (size >= 18.66 && Number(style.fontWeight) >= 700);
    note(text.slice(0, 60), ratioOf(numbers(style.color), behind(element)), large ? 3 : 4.5);
  }
  for (const rect of document.querySelectorAll('svg rect:not(.base)'))
    note('chart ' + rect.className.baseVal, ratioOf(numbers(getComputedStyle(rect).fill), behind(rect)), 3);
  return { seen, faint: [...faint.values()] };
})()`;

/** Every text that is too faint, and how many were looked at. */
export async function faintTexts(
  page: Page,
): Promise<{ readonly seen: number; readonly faint: readonly Faint[] }> {
  return await page.evaluate(AUDIT);
}
