import { createHash } from "node:crypto";
import { readFileSync } from "node:fs";
import { defineConfig, transformWithOxc, type Plugin } from "vite";

const server = process.env["LS_DEV_SERVER"] ?? "http://127.0.0.1:5080";

/** Writes sw.js with the list of built files and a version that changes with any of them. */
function serviceWorker(): Plugin {
  return {
    name: "service-worker",
    apply: "build",
    async generateBundle(_, bundle) {
      const source = readFileSync(new URL("./worker/sw.ts", import.meta.url), "utf8");
      const files = Object.keys(bundle).filter((name) => !name.endsWith(".map"));
      const hash = createHash("sha256").update(source);
      for (const name of files.sort()) {
        const file = bundle[name];
        if (file) hash.update(name).update(file.type === "chunk" ? file.code : file.source);
      }
      const { code } = await transformWithOxc(source, "sw.ts");
      this.emitFile({
        type: "asset",
        fileName: "sw.js",
        source: code
          .replace("__VERSION__", hash.digest("hex").slice(0, 16))
          .replace('["__FILES__"]', JSON.stringify(["./", "manifest.webmanifest", "icon.svg", ...files.filter((name) => name !== "index.html")])),
      });
    },
  };
}

export default defineConfig({
  base: "/scanner/",
  oxc: { jsx: { runtime: "automatic", importSource: "preact" } },
  plugins: [serviceWorker()],
  build: { outDir: "../src/Server/wwwroot/scanner", emptyOutDir: true },
  server: { proxy: { "/api": server } },
});
