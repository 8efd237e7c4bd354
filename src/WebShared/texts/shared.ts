import { en } from "./en";
import { textsOf } from "./language";
import { zh } from "./zh";

export const shared = textsOf(zh, en);
