import { spawn, type ChildProcess } from "node:child_process";
import { existsSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";

const root = join(dirname(fileURLToPath(import.meta.url)), "../..");
const configuration = process.env["LS_TEST_CONFIGURATION"] ?? "Release";
const executable = join(root, `src/Server/bin/${configuration}/net10.0/LogisticsScreening.Server.dll`);

export const password = "Browser-tests-2026";

/** The real server in demo mode with a data directory of its own; it can be killed and started again on the same port. */
export class TestServer {
  readonly #data = mkdtempSync(join(tmpdir(), "screening-browser-"));
  #process: ChildProcess | undefined;
  #output = "";
  readonly #settings: Record<string, string>;
  address = "";

  /** @param settings LS_* beside the usual ones. */
  constructor(settings: Record<string, string> = {}) {
    this.#settings = settings;
  }

  async start(): Promise<void> {
    if (!existsSync(executable)) throw new Error(`Build the server first: ${executable} is missing.`);
    this.#output = "";
    const child = spawn("dotnet", [executable, "serve", "--demo", "--urls", this.address || "http://127.0.0.1:0"], {
      cwd: root,
      env: { ...process.env, LS_DATA: join(this.#data, "data"), LS_KEYS: join(this.#data, "keys"), LS_DEMO_PASSWORD: password, ...this.#settings },
      stdio: ["ignore", "pipe", "pipe"],
    });
    this.#process = child;
    const note = (chunk: Buffer) => (this.#output = (this.#output + chunk.toString()).slice(-20_000));
    child.stderr.on("data", note);
    await new Promise<void>((ready, failed) => {
      const limit = setTimeout(() => failed(new Error(`The server was not ready within a minute.\n${this.#output}`)), 60_000);
      child.stdout.on("data", (chunk: Buffer) => {
        note(chunk);
        const found = /ready at (http:\/\/\S+)/.exec(this.#output);
        if (found?.[1] === undefined) return;
        this.address = found[1].replace(/\/$/, "");
        clearTimeout(limit);
        ready();
      });
      child.on("exit", (code) => {
        clearTimeout(limit);
        failed(new Error(`The server ended with code ${code}.\n${this.#output}`));
      });
    });
  }

  /** Ends the process as a power cut would. */
  async kill(): Promise<void> {
    const child = this.#process;
    this.#process = undefined;
    if (child === undefined || child.exitCode !== null) return;
    const gone = new Promise((done) => child.once("exit", done));
    child.kill("SIGKILL");
    await gone;
  }

  async remove(): Promise<void> {
    await this.kill();
    rmSync(this.#data, { recursive: true, force: true });
  }

  /** For failures: what the server said last. */
  get output(): string {
    return this.#output;
  }

  /** A program's sign-in, for what a test needs to set up or to count behind the browser's back. */
  async api(userName: string): Promise<(path: string, body?: unknown) => Promise<{ status: number; json: unknown }>> {
    const call = async (path: string, body: unknown, token?: string) => {
      const headers: Record<string, string> = body === undefined ? {} : { "Content-Type": "application/json" };
      if (token !== undefined) headers["Authorization"] = `Bearer ${token}`;
      const response = await fetch(this.address + path, { method: body === undefined ? "GET" : "POST", headers, body: body === undefined ? null : JSON.stringify(body) });
      const text = await response.text();
      return { status: response.status, json: text === "" ? null : (JSON.parse(text) as unknown) };
    };
    const { accessToken } = (await call("/api/auth/token", { userName, password })).json as { accessToken: string };
    return (path, body) => call(path, body, accessToken);
  }
}
