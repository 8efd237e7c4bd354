import "@logistics-screening/web-shared/styles/base.css";
import { render } from "preact";
import { App } from "./App";

render(<App />, document.body);
