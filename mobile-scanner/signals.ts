import { choices } from "./device";
import type { Outcome } from "./scanning";

/** Milliseconds on, off, on … One pattern per colour, told apart without looking. */
const patterns = { green: [60], yellow: [90, 80, 90], red: [260, 90, 260], refuse: [700], other: [90, 80, 90, 80, 90] } as const;

let audio: AudioContext | undefined;

/** One tone for green and one for everything else: the sender hears it too. */
function tone(frequency: number, seconds: number): void {
  if (!choices.peek().sound || typeof AudioContext === "undefined") return;
  audio ??= new AudioContext();
  const oscillator = audio.createOscillator(), volume = audio.createGain();
  oscillator.frequency.value = frequency;
  volume.gain.setValueAtTime(0.2, audio.currentTime);
  volume.gain.exponentialRampToValueAtTime(0.001, audio.currentTime + seconds);
  oscillator.connect(volume).connect(audio.destination);
  oscillator.start();
  oscillator.stop(audio.currentTime + seconds);
}

export function signalOutcome(outcome: Outcome): void {
  const shown = outcome.kind === "verdict" ? outcome.answer.shown : "other";
  navigator.vibrate?.([...patterns[shown]]);
  if (shown === "green") tone(880, 0.15);
  else tone(440, 0.35);
}
