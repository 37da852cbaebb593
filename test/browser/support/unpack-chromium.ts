// Unpacks the browser that `npm ci` brought into the folder for temporary files, which TMPDIR names.
import chromium from '@sparticuz/chromium';

// The libraries that come with the browser are unpacked only for machines of Amazon's, which have none of their own.
process.env.CODEBUILD_BUILD_IMAGE = 'nodejs24';
await chromium.executablePath();
