import type { Forecast } from '../../domain/forecast.ts';
import { sentence } from '../../messages/wording.ts';
import { markup } from '../html/markup.ts';
import type { Section } from '../html/view.ts';

/** What the forecast takes for granted: it is worth no more than this. */
export function assumptionsSection({ assumptions }: Forecast): Section {
  const none = markup`<p class="empty">None are stated.</p>`;
  const items = assumptions.map(
    (assumption) => markup`<li>${sentence(assumption)}</li>
`,
  );
  return {
    id: 'assumptions',
    title: 'Assumptions',
    content:
      assumptions.length === 0
        ? none
        : markup`<ul class="plain">
${items}</ul>`,
  };
}
