import { language, setLanguage } from "../texts/language";
import { shared } from "../texts/shared";

export function LanguageSwitch() {
  const next = language.value === "zh" ? "en" : "zh";
  return (
    <button type="button" class="plain" lang={next === "zh" ? "zh-CN" : "en"} onClick={() => setLanguage(next)}>
      {shared.value.otherLanguage}
    </button>
  );
}
