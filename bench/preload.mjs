// Loaded into the client before anything else: tells at the end how much memory it took, and can shift its clock.
import { writeFileSync } from 'node:fs';

const { BENCH_RSS_FILE: file, BENCH_CLOCK_SHIFT_MS: shiftText = '0' } = process.env;
const shift = Number(shiftText);

if (shift !== 0) {
  const RealDate = Date;
  const now = () => RealDate.now() + shift;
  globalThis.Date = class extends RealDate {
    constructor(...args) {
      super(...(args.length === 0 ? [now()] : args));
    }
    static now() {
      return now();
    }
  };
}

if (file !== undefined) {
  process.on('exit', () => writeFileSync(file, String(process.resourceUsage().maxRSS)));
}
