import { expect, test } from 'vitest';
import { forecastOfManyUsers } from '../../../test/support/report/many-events.ts';
import { renderForecastHtml } from '../forecast-html.ts';

const forecast = forecastOfManyUsers(40, 30);

test('every event stands on its day, and its kind is counted', () => {
  const html = renderForecastHtml(forecast);
  expect(html.match(/<li class="(warn|rotate|deactivate|delete|repair|hold)">/g)).toHaveLength(
    forecast.events.length,
  );
  const rotations = forecast.events.filter(({ action }) => action === 'rotate').length;
  expect(html).toContain(`<a href="#ahead">Replacements</a></dt><dd><b>${rotations}</b>`);
  expect(html).toContain('<i class="key">new key</i> would be repaired');
  expect(html).toContain('replacement would be held: still in use, owner not told');
});

test('what could not be read is loud', () => {
  expect(renderForecastHtml(forecast)).toContain('Complete: every account and user in scope was read.');
  const html = renderForecastHtml({ ...forecast, unread: 2, unreadAccounts: 1 });
  expect(html).toMatch(/class="verdict bad" role="alert">\s*<p class="word">INCOMPLETE/);
  expect(html).toContain('No forecast for 1 account and 2 users that could not be read.');
});

test('key ids are masked, and whole when asked for', () => {
  expect(renderForecastHtml(forecast)).not.toMatch(/AKIA[A-Z0-9]{16}/);
  expect(renderForecastHtml(forecast, { fullIds: true })).toMatch(/AKIA[A-Z0-9]{16}/);
});

test('text from AWS cannot become markup', () => {
  const text = '<img src=x onerror=alert(1)></script>"\u202E';
  const events = forecast.events.map((event) => ({ ...event, userName: text, accountName: text }));
  const html = renderForecastHtml({ ...forecast, events, assumptions: [text] });
  expect(html).not.toContain('<img');
  expect(html).not.toContain('\u202E');
});

test('the same forecast gives the same page, and an empty one says so', () => {
  const turned = { ...forecast, events: [...forecast.events].reverse() };
  expect(renderForecastHtml(turned)).toBe(renderForecastHtml(forecast));
  expect(renderForecastHtml({ ...forecast, events: [] })).toContain('Nothing would be done in 30 days.');
});
