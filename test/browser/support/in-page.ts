import type { Page } from 'playwright-core';

/** Widths in CSS pixels: of the page's content, and of the window. */
export async function widths(page: Page): Promise<{ readonly content: number; readonly window: number }> {
  return await page.evaluate('({ content: document.documentElement.scrollWidth, window: innerWidth })');
}

/** What has the focus: its text, its place in the document, and whether a person can see that it has it. */
export interface Focus {
  readonly name: string;
  readonly tag: string;
  readonly section: string | undefined;
  /** The index of the element in the document. */
  readonly place: number;
  readonly visible: boolean;
  readonly outlined: boolean;
}

// What gets the focus is scrolled into view with the next frames: on a busy machine they come later than the question.
const FOCUS = `(async () => {
  const look = () => {
    const element = document.activeElement;
    const box = element.getBoundingClientRect();
    const style = getComputedStyle(element);
    return {
      name: (element.labels?.[0]?.firstChild?.textContent ?? element.textContent).trim().slice(0, 60),
      tag: element.localName,
      section: element.closest('section')?.id,
      place: [...document.querySelectorAll('*')].indexOf(element),
      visible: box.width > 0 && box.height > 0 && box.bottom > 0 && box.top < innerHeight && box.right > 0 && box.left < innerWidth,
      outlined: style.outlineStyle !== 'none' && parseFloat(style.outlineWidth) >= 2,
    };
  };
  const frame = () => new Promise((drawn) => requestAnimationFrame(drawn));
  const focus = look();
  if (focus.visible) return focus;
  await frame();
  await frame();
  return look();
})()`;

/** What has the focus now. */
export async function focusOf(page: Page): Promise<Focus> {
  return await page.evaluate(FOCUS);
}

/** Presses Tab until what has the focus is what is looked for; throws when that does not happen within 400 presses. */
export async function tabTo(page: Page, wanted: (focus: Focus) => boolean): Promise<Focus> {
  for (let presses = 0; presses < 400; presses += 1) {
    await page.keyboard.press('Tab');
    const focus = await focusOf(page);
    if (wanted(focus)) return focus;
  }
  throw new Error('Tab does not lead there.');
}

/** The texts of one column of the table of all keys, as far as its rows are shown. */
export async function keyColumn(page: Page, column: number): Promise<readonly string[]> {
  return await page.locator(`#keys tbody tr > :nth-child(${column})`).allTextContents();
}
