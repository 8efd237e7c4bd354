namespace LogisticsScreening.Screening.Lexicon;

/// <summary>A listed word found in a text.</summary>
/// <param name="Entry">The row: a <see cref="LexiconTerm"/>, <see cref="ProhibitedWord"/>, <see cref="SignalWord"/> or <see cref="VagueWord"/>.</param>
/// <param name="Layer">How much had to be undone to find it.</param>
/// <param name="Start">First UTF-16 unit in the original text.</param>
/// <param name="Length">UTF-16 units in the original text; at least 1.</param>
/// <param name="Score">0-10000: the weight of the layer, less where more of the word had to be guessed.</param>
public sealed record LexiconHit(LexiconEntry Entry, MatchLayer Layer, int Start, int Length, int Score = LexiconHit.Certain)
{
    /// <summary>The most a hit can score.</summary>
    public const int Certain = 10_000;

    public int End => Start + Length;

    public HitKind Kind => Entry switch
    {
        LexiconTerm => HitKind.Term,
        ProhibitedWord => HitKind.Prohibited,
        SignalWord => HitKind.Signal,
        _ => HitKind.Vague,
    };

    /// <summary>True when both stand on a common character: a word is no second signal for itself.</summary>
    public bool Overlaps(LexiconHit other) => Start < other.End && other.Start < End;
}
