import type { Problem } from "./types";

/**
 * How a call ended. `unreachable` covers no network, a refused connection and the caller's own time limit: in all three
 * nobody knows whether the server did the work, so only idempotent calls may be repeated.
 */
export type Answer<T> =
  | { kind: "ok"; value: T }
  | { kind: "problem"; problem: Problem }
  | { kind: "unreachable" };

export interface CallOptions {
  method?: "GET" | "POST" | "PUT" | "DELETE";
  body?: unknown;
  /** Sent as it is, under its own type, instead of a body. */
  blob?: Blob;
  query?: Record<string, string | number | undefined>;
  /** Milliseconds after which the answer no longer matters. */
  limit?: number;
}

const unsafeMethods = new Set(["POST", "PUT", "DELETE"]);

/** Talks to the server this page came from, by cookie; unsafe calls carry the anti-forgery token of the session. */
export class ApiClient {
  #csrfToken = "";
  readonly #onSignedOut: () => void;

  constructor(onSignedOut: () => void) {
    this.#onSignedOut = onSignedOut;
  }

  useCsrfToken(token: string): void {
    this.#csrfToken = token;
  }

  async call<T>(path: string, options: CallOptions = {}): Promise<Answer<T>> {
    const method = options.method ?? "GET";
    const headers: Record<string, string> = { Accept: "application/json" };
    if (options.blob !== undefined) headers["Content-Type"] = options.blob.type;
    else if (options.body !== undefined) headers["Content-Type"] = "application/json";
    if (unsafeMethods.has(method) && this.#csrfToken) headers["X-CSRF-TOKEN"] = this.#csrfToken;
    try {
      const response = await fetch(path + queryString(options.query), {
        method,
        headers,
        credentials: "same-origin",
        cache: "no-store",
        body: options.blob ?? (options.body === undefined ? null : JSON.stringify(options.body)),
        signal: options.limit === undefined ? null : AbortSignal.timeout(options.limit),
      });
      if (response.ok) return { kind: "ok", value: (response.status === 204 ? undefined : await response.json()) as T };
      const problem = await readProblem(response);
      if (problem.status === 401) this.#onSignedOut();
      // A gateway in front of a stopped server answers for it.
      return problem.status === 502 || problem.status === 504 ? { kind: "unreachable" } : { kind: "problem", problem };
    } catch {
      return { kind: "unreachable" };
    }
  }
}

export function queryString(query: CallOptions["query"]): string {
  const pairs = Object.entries(query ?? {}).flatMap(([name, value]) =>
    value === undefined || value === "" ? [] : [`${encodeURIComponent(name)}=${encodeURIComponent(value)}`],
  );
  return pairs.length === 0 ? "" : `?${pairs.join("&")}`;
}

async function readProblem(response: Response): Promise<Problem> {
  const fallback: Problem = { status: response.status, title: response.statusText, detail: null, text: null, errors: {} };
  const seconds = response.headers.get("Retry-After") ?? "";
  if (/^\d{1,9}$/.test(seconds)) fallback.retryAfter = Number(seconds);
  try {
    const body: unknown = await response.json();
    if (typeof body !== "object" || body === null) return fallback;
    const { title, detail, text, errors, ...more } = body as Partial<Problem>;
    return {
      ...fallback,
      ...more,
      status: response.status,
      title: typeof title === "string" ? title : fallback.title,
      detail: typeof detail === "string" ? detail : null,
      text: typeof text === "object" && text !== null && typeof text.zh === "string" && typeof text.en === "string" ? text : null,
      errors: typeof errors === "object" && errors !== null ? errors : {},
    };
  } catch {
    return fallback;
  }
}
