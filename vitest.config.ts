import { defineConfig } from "vitest/config";

export default defineConfig({
  oxc: { jsx: { runtime: "automatic", importSource: "preact" } },
  test: {
    projects: [
      {
        test: {
          name: "web",
          include: ["src/WebShared/**/*.test.ts", "src/Dashboard/**/*.test.ts", "mobile-scanner/**/*.test.ts"],
        },
      },
      {
        // One server and one Chromium per file; two files at a time would fight over two cores.
        test: {
          name: "browser",
          include: ["tests/browser/**/*.test.ts"],
          fileParallelism: false,
          testTimeout: 60_000,
          hookTimeout: 90_000,
        },
      },
    ],
  },
});
