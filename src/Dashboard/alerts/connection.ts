import type { AlertSummary } from "@logistics-screening/web-shared/api/types";
import { HubConnectionBuilder, HubConnectionState, LogLevel } from "@microsoft/signalr";
import type { LiveConnection } from "./AlertFeed";

/** The real hub. Reconnecting is AlertFeed's business, because every reconnect needs a catch-up. */
export function hubConnection(): LiveConnection & { close(): void } {
  const hub = new HubConnectionBuilder().withUrl("/hubs/alerts").configureLogging(LogLevel.None).build();
  hub.serverTimeoutInMilliseconds = 15_000;
  hub.keepAliveIntervalInMilliseconds = 5_000;
  let closed = false;
  return {
    async connect() {
      if (hub.state === HubConnectionState.Disconnected) await hub.start();
    },
    onAlert(listener) {
      hub.on("AlertRaised", (alert: AlertSummary) => listener(alert, "raised"));
      hub.on("AlertChanged", (alert: AlertSummary) => listener(alert, "changed"));
    },
    onLost(listener) {
      hub.onclose(() => {
        if (!closed) listener();
      });
    },
    close() {
      closed = true;
      void hub.stop();
    },
  };
}
