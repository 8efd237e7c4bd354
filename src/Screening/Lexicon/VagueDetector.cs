using System.Buffers;
using LogisticsScreening.Screening.Text;

namespace LogisticsScreening.Screening.Lexicon;

/// <summary>
/// Decides whether a whole text is nothing but vague words, with numbers, counters and fillers between them. Reads the text
/// without its separators from left to right and keeps, for each position, how it can be reached; it stops at the first
/// position that nothing reaches, which in an ordinary text is soon.
/// </summary>
internal sealed class VagueDetector
{
    /// <summary>Words that say how many or how, but not what. Folded forms.</summary>
    private static readonly string[] Fillers =
    [
        "各种", "各类", "各式", "其他", "其它", "普通", "一般", "等", "的", "和", "及", "与", "或", "共", "约", "内有", "内含",
        "and", "or", "of", "the", "a", "an", "some", "other", "various", "misc", "assorted", "x", "no", "etc", "dried", "dry", "frozen", "fresh", "whole", "raw",
    ];

    /// <summary>Number words beside digits.</summary>
    private static readonly string[] Numbers = ["十", "百", "千", "万", "两", "几", "数", "若干", "多", "半", "一些", "少量", "大量"];

    /// <summary>Counters and units; they stand only behind a number.</summary>
    private static readonly string[] Counters =
    [
        "个", "件", "只", "条", "盒", "箱", "包", "袋", "双", "套", "台", "瓶", "本", "张", "块", "片", "根", "支", "枚", "颗", "粒", "份", "批", "串", "对",
        "副", "把", "卷", "桶", "罐", "捆", "组", "种", "样", "些", "克", "千克", "公斤", "斤", "两", "吨", "米", "厘米", "毫米", "升", "毫升",
        "pc", "pcs", "piece", "pieces", "set", "sets", "box", "boxes", "bag", "bags", "pack", "packs", "ctn", "ctns", "carton", "cartons", "pair", "pairs",
        "unit", "units", "kg", "kgs", "g", "gram", "grams", "lb", "lbs", "oz", "ml", "l", "cm", "mm", "m",
    ];

    private readonly Dictionary<char, Piece[]> piecesByFirst;

    /// <summary>What a vague text can start with; most ordinary texts are told by their first character.</summary>
    private readonly SearchValues<char> starters;

    public VagueDetector(IEnumerable<VagueWord> words)
    {
        var pieces = words
            .SelectMany(w => Forms(w).Select(text => new Piece(text, PieceKind.Vague, w)))
            .Concat(Fillers.Select(f => new Piece(f, PieceKind.Filler, null)))
            .Concat(Numbers.Select(n => new Piece(n, PieceKind.Number, null)))
            .Concat(Counters.Select(c => new Piece(c, PieceKind.Counter, null)))
            .ToArray();
        starters = SearchValues.Create([.. pieces.Where(p => p.Kind != PieceKind.Counter).Select(p => p.Text[0]), .. "0123456789", .. ChineseDigits.All]);
        piecesByFirst = pieces.GroupBy(p => p.Text[0]).ToDictionary(g => g.Key, g => g.OrderByDescending(p => p.Text.Length).ToArray());
    }

    private enum PieceKind
    {
        Vague,
        Filler,
        Number,
        Counter,
    }

    [Flags]
    private enum Reached : byte
    {
        Not = 0,
        Plain = 1,
        AfterNumber = 2,
    }

    private sealed record Piece(string Text, PieceKind Kind, VagueWord? Word);

    /// <summary>How a position was reached, and the last vague word on the way.</summary>
    internal struct Step
    {
        internal byte How;
        internal VagueWord? Word;
    }

    public LexiconHit? Find(ReadOnlySpan<char> original, MatchScratch scratch)
    {
        if (!SaysNothing(original, scratch, out var word) || word is null)
            return null;
        var units = scratch.Text.Join().Length;
        var (start, length) = scratch.Text.Original(scratch.Text.JoinedAt(0), scratch.Text.JoinedAt(units - 1) + 1);
        return new LexiconHit(word, MatchLayer.Exact, start, length);
    }

    /// <summary>True for vague words, numbers, counters and fillers alone, and for nothing at all.</summary>
    /// <param name="word">The first of the vague words on the way to the end; null when there is none.</param>
    public bool SaysNothing(ReadOnlySpan<char> original, MatchScratch scratch, out VagueWord? word)
    {
        word = null;
        scratch.Steps = 0;
        scratch.Text.Read(original);
        if (scratch.Text.FirstSolid() is var first && !starters.Contains(first))
            return first == '\0';
        var joined = scratch.Text.Join();
        var steps = scratch.VagueSteps(joined.Length + 1);
        steps[0].How = (byte)Reached.Plain;
        var furthest = 0;
        for (var at = 0; at < joined.Length; at++)
        {
            if (at > furthest)
                return false;
            if (steps[at].How == 0)
                continue;
            if (DigitAt(joined, at) >= 0)
                furthest = Math.Max(furthest, Reach(steps, at, at + 1, Reached.AfterNumber, null));
            foreach (var piece in piecesByFirst.GetValueOrDefault(joined[at], []))
            {
                var end = at + piece.Text.Length;
                scratch.Steps++;
                if (piece.Kind == PieceKind.Counter && (steps[at].How & (byte)Reached.AfterNumber) == 0
                    || !joined[at..].StartsWith(piece.Text, StringComparison.Ordinal)
                    || !StandsAlone(scratch.Text, at, end, joined.Length))
                    continue;
                furthest = Math.Max(furthest, Reach(steps, at, end, piece.Kind == PieceKind.Number ? Reached.AfterNumber : Reached.Plain, piece.Word));
            }
        }

        word = steps[joined.Length].Word;
        return steps[joined.Length].How != 0;
    }

    /// <summary>The folded word, without separators, and an English plural.</summary>
    private static IEnumerable<string> Forms(VagueWord word)
    {
        var joined = TextFolding.Join(word.Term);
        if (joined.Length == 0)
            yield break;
        yield return joined;
        if (word.Language == WordLanguage.En && !joined.EndsWith('s'))
            yield return joined + "s";
    }

    private static int DigitAt(ReadOnlySpan<char> text, int at) =>
        char.IsAsciiDigit(text[at]) ? text[at] - '0' : ChineseDigits.ValueOf(text[at]);

    private static int Reach(Span<Step> steps, int from, int to, Reached how, VagueWord? word)
    {
        steps[to].How |= (byte)how;
        steps[to].Word ??= word ?? steps[from].Word;
        return to;
    }

    /// <summary>A Latin piece must not be the start or end of a longer Latin word; digits beside it are no part of it.</summary>
    private static bool StandsAlone(NormalizedText text, int start, int end, int length)
    {
        var first = text.JoinedAt(start);
        var last = text.JoinedAt(end - 1);
        return !(char.IsAsciiLetter(text.Chars[first]) && start > 0 && first > 0 && char.IsAsciiLetter(text.Chars[first - 1]))
            && !(char.IsAsciiLetter(text.Chars[last]) && end < length && char.IsAsciiLetter(text.Chars[last + 1]));
    }
}
