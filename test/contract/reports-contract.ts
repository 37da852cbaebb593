import { describe, expect, it } from 'vitest';
import type { RunReport } from '../../src/domain/report.ts';
import type { Reports } from '../../src/ports/reports.ts';

/** What every place for reports must do. Two that were opened on the same place see the same report. */
export function reportsContract(
  name: string,
  setup: { newPlace(): Promise<string>; open(place: string): Promise<Reports> },
): void {
  describe(`reports contract: ${name}`, () => {
    it('keeps the latest report, whatever characters are in it', async () => {
      const place = await setup.newPlace();
      const reports = await setup.open(place);
      expect(await reports.last()).toBeUndefined();
      const report = {
        schema: 'keyturn/run/v1',
        runId: 'r1',
        note: '\u0000\u202E"\\ ü',
      } as unknown as RunReport;
      await reports.keep(report);
      await reports.keep({ ...report, runId: 'r2' });
      await reports.keep({ ...report, runId: 'r2' });
      expect(await (await setup.open(place)).last()).toEqual({ ...report, runId: 'r2' });
    });
  });
}
