import "./scanner.css";
import "./registration/registration.css";
import { render } from "preact";
import { App } from "./App";

render(<App />, document.body);

if ("serviceWorker" in navigator && import.meta.env.PROD) void navigator.serviceWorker.register("./sw.js");
