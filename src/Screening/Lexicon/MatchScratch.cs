using LogisticsScreening.Screening.Text;

namespace LogisticsScreening.Screening.Lexicon;

/// <summary>Memory of one thread, kept from one text to the next, so that matching allocates only for hits.</summary>
internal sealed class MatchScratch
{
    public NormalizedText Text { get; } = new();

    /// <summary>Matches in the folded text.</summary>
    public PatternMatches InPlace { get; } = new();

    /// <summary>Matches in the folded text without separators.</summary>
    public PatternMatches Joined { get; } = new();

    /// <summary>Candidates of the words that are looked for.</summary>
    public List<Candidate> Words { get; } = [];

    /// <summary>Candidates of allow phrases.</summary>
    public List<Candidate> Phrases { get; } = [];

    /// <summary>Everyday words in the folded text, by their ends.</summary>
    public PatternMatches Ordinary { get; } = new();

    /// <summary>Candidates of the deeper layers.</summary>
    public List<Candidate> Disguised { get; } = [];

    /// <summary>The text as it is read aloud.</summary>
    public SpokenText Spoken { get; } = new();

    private VagueDetector.Step[] vagueSteps = [];
    private char[] symbols = [];

    /// <summary>Room for a text in another alphabet.</summary>
    public Span<char> Symbols(int count)
    {
        if (symbols.Length < count)
            symbols = new char[Math.Max(256, count * 2)];
        return symbols.AsSpan(0, count);
    }

    /// <summary>Cleared steps for a text of that many positions.</summary>
    public Span<VagueDetector.Step> VagueSteps(int count)
    {
        if (vagueSteps.Length < count)
            vagueSteps = new VagueDetector.Step[Math.Max(256, count * 2)];
        var steps = vagueSteps.AsSpan(0, count);
        steps.Clear();
        return steps;
    }

    /// <summary>Steps of the last text: characters searched and candidates weighed, for the test that work stays linear.</summary>
    public long Steps { get; set; }
}

/// <summary>A pattern found at original offsets [Start, End).</summary>
/// <param name="Score">0-10000, see <see cref="LexiconHit.Score"/>.</param>
/// <param name="Apart">True when something stands between its characters: what stands in place on the same characters is surer.</param>
internal readonly record struct Candidate(LexiconPattern Pattern, MatchLayer Layer, int Start, int End, int Score, bool Apart);
