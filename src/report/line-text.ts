/** Scripts and emoji that a terminal draws two columns wide. */
const WIDE =
  /^[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Hangul}\p{Emoji_Presentation}\uFF01-\uFF60]/u;

/** Printable ASCII: one column for each character. */
const ASCII = /^[ -~]*$/;

const SEGMENTER = new Intl.Segmenter('en', { granularity: 'grapheme' });

/** Control characters, line breaks, and the marks that turn the direction of text. */
const UNPRINTABLE = /[\p{Cc}\p{Zl}\p{Zp}\u061C\u200E\u200F\u202A-\u202E\u2066-\u2069]/gu;

/** One line of harmless text: a name from AWS must not move the cursor, colour the screen or turn the line around. */
export function oneLine(text: string): string {
  return text.replace(UNPRINTABLE, '�');
}

/** How many columns a terminal needs for the text. */
export function widthOf(text: string): number {
  // Nearly every cell is plain ASCII, and taking text apart into characters is slow.
  if (ASCII.test(text)) return text.length;
  return glyphs(text).reduce((sum, glyph) => sum + glyphWidth(glyph), 0);
}

/** The text cut to at most `width` columns, with `…` as its last one when something is missing. */
export function cutTo(text: string, width: number): string {
  if (widthOf(text) <= width) return text;
  let kept = '';
  let used = 0;
  for (const glyph of glyphs(text)) {
    if (used + glyphWidth(glyph) > width - 1) break;
    kept += glyph;
    used += glyphWidth(glyph);
  }
  return width < 1 ? '' : `${kept.trimEnd()}…`;
}

/** The text cut or filled with spaces to exactly `width` columns. */
export function fitTo(text: string, width: number, align: 'left' | 'right' = 'left'): string {
  const cut = cutTo(text, width);
  const space = ' '.repeat(Math.max(0, width - widthOf(cut)));
  return align === 'left' ? cut + space : space + cut;
}

/** The text in lines of at most `width` columns, broken between words; commands in backquotes stay whole if they fit. */
export function wrapTo(text: string, width: number): readonly string[] {
  const lines: string[] = [];
  let line = '';
  const spans = text.match(/`[^`]*`[^\s`]*|\S+/g) ?? [];
  for (const word of spans.flatMap((span) => (widthOf(span) > width ? span.split(' ') : [span]))) {
    const longer = line === '' ? word : `${line} ${word}`;
    if (line !== '' && widthOf(longer) > width) {
      lines.push(line);
      line = cutTo(word, width);
    } else {
      line = cutTo(longer, width);
    }
  }
  return line === '' ? lines : [...lines, line];
}

/** A text behind a lead, its further lines indented to where it begins, or a little when the lead is long. */
export function hangingLines(lead: string, text: string, width: number): readonly string[] {
  const indent = Math.min(widthOf(lead), Math.floor(width / 2));
  const [first = '', ...others] = wrapTo(oneLine(text), width - widthOf(lead));
  return [lead + first, ...others.map((line) => ' '.repeat(indent) + line)];
}

/** The whole text in lines of at most `width` columns, broken anywhere: for what must neither be cut nor has words. */
export function brokenTo(text: string, width: number): readonly string[] {
  const lines: string[] = [];
  let line = '';
  let used = 0;
  for (const glyph of glyphs(text)) {
    const more = glyphWidth(glyph);
    if (line !== '' && used + more > width) {
      lines.push(line);
      line = '';
      used = 0;
    }
    line += glyph;
    used += more;
  }
  return line === '' ? lines : [...lines, line];
}

function glyphs(text: string): readonly string[] {
  return Array.from(SEGMENTER.segment(text), (part) => part.segment);
}

function glyphWidth(glyph: string): number {
  return WIDE.test(glyph) ? 2 : 1;
}
