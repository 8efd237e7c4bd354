import type { AlertDetail, Finding, FindingWord } from "@logistics-screening/web-shared/api/types";
import { say } from "@logistics-screening/web-shared/texts/language";
import { shared } from "@logistics-screening/web-shared/texts/shared";
import type { ComponentChildren } from "preact";
import { SetAside, useSetAside } from "../suppressions/SetAside";
import { texts, wordFor } from "../texts/dashboard";
import { fieldName } from "./fieldName";
import { around, declaredText } from "./highlight";
import { Marked } from "./Marked";
import { legalBasis } from "./reference";

export function Findings({ alert }: { alert: AlertDetail }) {
  const words = texts.value.detail;
  const setAside = useSetAside(alert.decision);
  return (
    <section>
      <h2>{words.findings} <span class="count">{alert.findings.length}</span></h2>
      {alert.findings.length === 0 && <p class="quiet">{words.noFindings}</p>}
      <ol class="findings">
        {alert.findings.map((finding, index) => (
          <FindingCard key={index} finding={finding} number={index + 1} alert={alert}>
            {setAside !== null && <SetAside finding={finding} known={setAside} />}
          </FindingCard>
        ))}
      </ol>
    </section>
  );
}

function FindingCard({ finding, number, alert, children }: { finding: Finding; number: number; alert: AlertDetail; children: ComponentChildren }) {
  const words = texts.value.detail;
  const declared = declaredText(alert.waybill, finding.field);
  const span = declared !== null && finding.start !== null && finding.length !== null ? around(declared, finding.start, finding.length) : null;
  return (
    <li class={`finding ${finding.severity}`} id={`finding-${number}`}>
      <p class="finding-head">
        <span class="finding-number">{number}</span>
        <span class={`severity ${finding.severity}`}>{shared.value.severities[finding.severity]}</span>
        <span class="quiet">{wordFor(texts.value.checks, finding.check)}</span>
        {finding.field !== null && <span class="quiet">{fieldName(finding.field)}</span>}
      </p>
      {span !== null && <p class="quoted"><Marked text={span.text} spans={[{ start: span.start, length: finding.length ?? 0, finding: 0 }]} /></p>}
      {span === null && finding.text !== null && <p class="quoted"><mark>{finding.text}</mark></p>}
      <p>{say(finding.explanation)}</p>
      <dl class="facts small">
        {finding.legalBasis !== null && <Fact name={words.legalBasis}><Basis id={finding.legalBasis} /></Fact>}
        {finding.entry !== null && <Fact name={words.entry}>{finding.word === null ? <span class="mono">{finding.entry}</span> : <Word id={finding.entry} word={finding.word} />}</Fact>}
        {finding.tier !== null && <Fact name={words.tier}>{wordFor(words.matches, finding.tier)}</Fact>}
        {finding.score !== null && <Fact name={words.score}>{Math.round(finding.score * 100)} %</Fact>}
      </dl>
      {children}
    </li>
  );
}

function Basis({ id }: { id: string }) {
  const basis = legalBasis(id);
  if (basis === undefined) return <span class="mono">{id}</span>;
  const words = texts.value.detail;
  return (
    <details>
      <summary>{words.article(say(basis.law), basis.article)}{!basis.verified && <span class="quiet"> {words.unverified}</span>}</summary>
      {say(basis.summary)} {basis.revision !== "" && <span class="quiet">{words.revision(basis.revision)}</span>}
    </details>
  );
}

function Word({ id, word }: { id: string; word: FindingWord }) {
  const words = texts.value.detail;
  return (
    <details>
      <summary>{word.term}{word.tier !== null && <span class="quiet"> {wordFor(words.tiers, word.tier)}</span>}</summary>
      {word.reason} <span class="quiet">{words.source} {word.source} <span class="mono">{id}</span></span>
    </details>
  );
}

export function Fact({ name, children }: { name: string; children: ComponentChildren }) {
  return <div><dt>{name}</dt><dd>{children}</dd></div>;
}
