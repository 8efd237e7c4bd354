namespace LogisticsScreening.Server.Referrals.Pdf;

internal enum Tint
{
    None,
    Mark,
    Escape,
}

/// <summary>How a run of text is set. Size in points.</summary>
internal sealed record TextStyle(PdfFont Font, double Size, string Ink);

/// <param name="Text">Any text; it is made visible before it is set.</param>
/// <param name="Style">Font, size, colour.</param>
/// <param name="Marks">Highlighted parts, in UTF-16 code units.</param>
internal sealed record TextRun(string Text, TextStyle Style, IReadOnlyList<DossierSpan>? Marks = null);

/// <summary>One drawn glyph. Advance in points.</summary>
internal readonly record struct PlacedGlyph(int CodePoint, TextStyle Style, double Advance, Tint Tint, bool Joined);

/// <summary>A line ready to draw; <see cref="Height"/> is the distance to the next line.</summary>
internal sealed record TextLine(IReadOnlyList<PlacedGlyph> Glyphs, double Height)
{
    /// <summary>Share of the size that stands above the baseline in the box of a line.</summary>
    private const double AscentShare = 0.86;

    public double Width => Glyphs.Sum(glyph => glyph.Advance);

    /// <summary>Distance from the top of the line to its baseline.</summary>
    public double Baseline => Glyphs.Max(glyph => glyph.Style.Size) is var size ? ((Height - size) / 2) + (size * AscentShare) : 0;
}

/// <summary>
/// Breaks text into lines: between any two Chinese characters except before closing and after opening punctuation, between Latin words, after a hyphen or slash inside a
/// long code, and in the middle of a word only when it is wider than the line.
/// </summary>
internal static class LineBreaker
{
    /// <summary>Distance between lines over the size of the text: loose enough for Chinese.</summary>
    public const double Leading = 1.5;

    private const string NeverFirst = "、。，．：；！？）》」』】〕〉］｝”’…—～·・％‰℃々ー,.:;!?)]}%";
    private const string NeverLast = "（《「『【〔〈［｛“‘￥([{$#";
    private const string BreakAfter = "-/_@&=";

    public static List<TextLine> Break(IEnumerable<TextRun> runs, double width)
    {
        var glyphs = runs.SelectMany(Set).ToList();
        var lines = new List<TextLine>();
        var start = 0;
        while (start < glyphs.Count)
        {
            var end = EndOfLine(glyphs, start, width);
            lines.Add(Line(glyphs[start..end]));
            start = end;
        }

        return lines;
    }

    private static TextLine Line(List<PlacedGlyph> glyphs) => new(glyphs, glyphs.Max(glyph => glyph.Style.Size) * Leading);

    /// <summary>Index of the first glyph of the next line. Always after <paramref name="start"/>, so that setting ends for every width.</summary>
    private static int EndOfLine(List<PlacedGlyph> glyphs, int start, double width)
    {
        var used = 0.0;
        var lastChance = -1;
        for (var i = start; i < glyphs.Count; i++)
        {
            if (i > start && MayBreakBetween(glyphs[i - 1], glyphs[i]))
                lastChance = i;
            used += glyphs[i].Advance;
            // A space may hang over the edge.
            if (used > width + 0.01 && glyphs[i].CodePoint != ' ')
                return lastChance > start ? lastChance : Math.Max(start + 1, i);
        }

        return glyphs.Count;
    }

    private static bool MayBreakBetween(PlacedGlyph before, PlacedGlyph after)
    {
        if (after.Joined || after.CodePoint == ' ' || NeverFirst.Contains(Letter(after), StringComparison.Ordinal) || NeverLast.Contains(Letter(before), StringComparison.Ordinal))
            return false;
        return before.CodePoint == ' '
            || IsWide(before.CodePoint)
            || IsWide(after.CodePoint)
            || before.Tint == Tint.Escape
            || after.Tint == Tint.Escape
            || BreakAfter.Contains(Letter(before), StringComparison.Ordinal);
    }

    private static string Letter(PlacedGlyph glyph) => char.ConvertFromUtf32(glyph.CodePoint);

    /// <summary>Scripts written without spaces: radicals to compatibility ideographs, Hangul, full-width forms, the supplementary planes of ideographs.</summary>
    private static bool IsWide(int codePoint) =>
        codePoint is (>= 0x2E80 and <= 0xD7AF) or (>= 0xF900 and <= 0xFAFF) or (>= 0xFE30 and <= 0xFE4F) or (>= 0xFF00 and <= 0xFFEF) or (>= 0x20000 and <= 0x3FFFF);

    private static IEnumerable<PlacedGlyph> Set(TextRun run)
    {
        var style = run.Style;
        foreach (var character in VisibleText.Read(run.Text, style.Font.Has))
        {
            var marked = run.Marks is not null && run.Marks.Any(mark => character.Start >= mark.Start && character.Start < mark.Start + mark.Length);
            var tint = marked ? Tint.Mark : character.Escaped ? Tint.Escape : Tint.None;
            for (var i = 0; i < character.Shown.Length; i++)
            {
                var codePoint = character.Shown[i];
                yield return new PlacedGlyph(codePoint, style, style.Font.AdvanceOf(codePoint) * style.Size, tint, Joined: i > 0);
            }
        }
    }
}
