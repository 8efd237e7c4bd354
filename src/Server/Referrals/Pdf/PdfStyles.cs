using LogisticsScreening.Screening.Decisions;

namespace LogisticsScreening.Server.Referrals.Pdf;

/// <summary>The type scale and the colours of the document: one family, two weights, black and two grays. Colours are DeviceRGB shares.</summary>
internal sealed class PdfStyles(PdfFont regular, PdfFont bold)
{
    public const string Ink = "0.09 0.11 0.14";
    public const string Muted = "0.36 0.4 0.45";
    public const string Hairline = "0.82 0.84 0.87";
    public const string Strong = "0.2 0.24 0.3";
    public const string Shade = "0.955 0.96 0.968";

    private const int FewWords = 12;

    public TextStyle Title { get; } = new(bold, 20, Ink);

    public TextStyle TitleEn { get; } = new(regular, 11, Muted);

    public TextStyle Chapter { get; } = new(bold, 12.5, Ink);

    public TextStyle ChapterEn { get; } = new(regular, 9.5, Muted);

    public TextStyle Part { get; } = new(bold, 10, Ink);

    public TextStyle PartEn { get; } = new(regular, 8.5, Muted);

    public TextStyle Body { get; } = new(regular, 9, Ink);

    public TextStyle BodyEn { get; } = new(regular, 8, Muted);

    public TextStyle Emphasis { get; } = new(bold, 9, Ink);

    public TextStyle Label { get; } = new(regular, 8.5, Strong);

    public TextStyle LabelEn { get; } = new(regular, 7.5, Muted);

    public TextStyle Code { get; } = new(regular, 8, Ink);

    public TextStyle Small { get; } = new(regular, 7.5, Muted);

    public TextStyle Marking { get; } = new(bold, 7.5, Strong);

    /// <summary>Chinese and English on one line, as headings and labels are set.</summary>
    public static TextRun[] Beside(LocalizedText text, TextStyle zh, TextStyle en) => [new(text.Zh, zh), new("  ", en), new(text.En, en)];

    /// <summary>Chinese, and English below it, as sentences are set.</summary>
    public static List<TextLine> Below(LocalizedText text, TextStyle zh, TextStyle en, double width) =>
        [.. LineBreaker.Break([new(text.Zh, zh)], width), .. LineBreaker.Break([new(text.En, en)], width)];

    /// <summary>Lines of a value in a column of the given width.</summary>
    public List<TextLine> Lines(DossierValue value, double width, TimeSpan offset) => value switch
    {
        DossierValue.Said said => Said(said.Text, width),
        DossierValue.Original { Text.Length: > 0 } original => LineBreaker.Break([new(original.Text, Body, original.Marks)], width),
        DossierValue.Code { Text.Length: > 0 } code => LineBreaker.Break([new(code.Text, Code)], width),
        DossierValue.Instant instant => LineBreaker.Break(Instant(instant.At, offset), width),
        _ => LineBreaker.Break([new("—", BodyEn)], width),
    };

    /// <summary>A few words stand on one line in both languages; a sentence gets its own lines.</summary>
    private List<TextLine> Said(LocalizedText text, double width)
    {
        if (text.Zh.Length <= FewWords && LineBreaker.Break(Beside(text, Body, BodyEn), width) is { Count: 1 } line)
            return line;
        return Below(text, Body, BodyEn, width);
    }

    private TextRun[] Instant(DateTimeOffset at, TimeSpan offset)
    {
        var local = at.ToOffset(offset);
        return
        [
            new(local.ToString("yyyy-MM-dd HH:mm:ss", System.Globalization.CultureInfo.InvariantCulture), Body),
            new(local.ToString(" zzz", System.Globalization.CultureInfo.InvariantCulture), Small),
        ];
    }
}
