import { textsOf } from "@logistics-screening/web-shared/texts/language";
import { en } from "./en";
import { zh } from "./zh";

export const texts = textsOf(zh, en);
