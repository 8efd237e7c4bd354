import { defineConfig } from "vite";

/** Where the server of `./dev run` listens; `npm run dev -w src/Dashboard` sends API calls there. */
const server = process.env["LS_DEV_SERVER"] ?? "http://127.0.0.1:5080";

export default defineConfig({
  oxc: { jsx: { runtime: "automatic", importSource: "preact" } },
  build: {
    outDir: "../Server/wwwroot",
    // The scanner is built into a subfolder of the same directory: only the dashboard's own files are replaced.
    emptyOutDir: false,
  },
  server: { proxy: { "/api": server, "/hubs": { target: server, ws: true } } },
});
