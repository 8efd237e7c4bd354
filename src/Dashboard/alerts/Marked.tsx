import { segments } from "./highlight";

/** A declared text with the words that findings point at marked; each mark carries the numbers of its findings. */
export function Marked({ text, spans, numbered = false }: { text: string; spans: readonly { start: number; length: number; finding: number }[]; numbered?: boolean }) {
  return (
    <>
      {segments(text, spans).map((piece, index) =>
        piece.findings.length === 0 ? piece.text : (
          <mark key={index}>
            {piece.text}
            {numbered && piece.findings.map((finding) => <sup key={finding}>{finding + 1}</sup>)}
          </mark>
        ))}
    </>
  );
}
