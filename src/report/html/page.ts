import { htmlDocument } from './document.ts';
import { type Markup, markup } from './markup.ts';
import type { Section } from './view.ts';

/** The parts of a page. */
export interface Page {
  readonly documentTitle: string;
  readonly header: Markup;
  readonly sections: readonly Section[];
  readonly footer: Markup;
}

/** A page of sections with its contents beside them: what the report and the forecast share. */
export function htmlPage({ documentTitle, header, sections, footer }: Page): string {
  return htmlDocument(
    documentTitle,
    markup`<a class="skip" href="#content">Skip to the report</a>
<div class="frame">
${header}${contents(sections)}<main id="content" tabindex="-1">
${sections.map(sectionMarkup)}</main>
<footer>
${footer}</footer>
</div>
`,
  );
}

function contents(sections: readonly Section[]): Markup {
  const links = sections.map(
    ({ id, title, count }) =>
      markup`<li><a href="#${id}">${title}</a>${count === undefined ? undefined : markup` <small>${count}</small>`}</li>
`,
  );
  return markup`<nav aria-label="Contents"><ul>
${links}</ul></nav>
`;
}

function sectionMarkup({ id, title, count, content }: Section): Markup {
  const mark = count === undefined ? undefined : markup`<span class="count">${count}</span>`;
  return markup`<section id="${id}" aria-labelledby="${id}-title">
<h2 id="${id}-title">${title}${mark}</h2>
${content}
</section>
`;
}
