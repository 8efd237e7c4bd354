using LogisticsScreening.Screening.Decisions;

namespace LogisticsScreening.Server.Referrals.Pdf;

/// <summary>The pages of one document, filled from top to bottom. Heads and feet are drawn at the end, when the number of pages is known.</summary>
internal sealed class PageFlow(PdfStyles styles)
{
    public const double Left = 56;
    public const double Right = PdfCanvas.PageWidth - 56;
    public const double Width = Right - Left;
    public const double Top = 72;
    public const double Bottom = PdfCanvas.PageHeight - 64;
    public const double FullHeight = Bottom - Top;

    private const double HeadTop = 36;
    private const double FootTop = PdfCanvas.PageHeight - 48;

    private readonly List<PdfCanvas> pages = [new()];

    public IReadOnlyList<PdfCanvas> Pages => pages;

    public PdfCanvas Page => pages[^1];

    public int PageNumber => pages.Count;

    /// <summary>Where the next thing goes, from the top of the page.</summary>
    public double Y { get; private set; } = Top;

    public double Remaining => Bottom - Y;

    public bool AtTop => Y <= Top;

    public void NewPage()
    {
        pages.Add(new PdfCanvas());
        Y = Top;
    }

    /// <summary>Turns the page unless this much still fits.</summary>
    public void Ensure(double height)
    {
        if (Remaining < height && !AtTop)
            NewPage();
    }

    /// <summary>Leaves space, but none at the head of a page.</summary>
    public void Gap(double height)
    {
        if (!AtTop)
            Y = Math.Min(Y + height, Bottom);
    }

    public void Advance(double height) => Y += height;

    public void Lines(IEnumerable<TextLine> lines, double x = Left)
    {
        foreach (var line in lines)
        {
            Ensure(line.Height);
            Page.Line(line, x, Y);
            Advance(line.Height);
        }
    }

    public void DrawHeadsAndFeet(string reference, LocalizedText title, LocalizedText marking)
    {
        for (var i = 0; i < pages.Count; i++)
        {
            var page = pages[i];
            LeftAndRight(page, HeadTop, [new($"{title.Zh}  {title.En}", styles.Small)], [new(reference, styles.Marking)]);
            page.Rule(Left, HeadTop + 15, Right, HeadTop + 15, 0.5, PdfStyles.Hairline);
            page.Rule(Left, FootTop - 4, Right, FootTop - 4, 0.5, PdfStyles.Hairline);
            LeftAndRight(page, FootTop, [new($"{marking.Zh}  {marking.En}", styles.Small)], [new($"第 {i + 1} 页 共 {pages.Count} 页 / Page {i + 1} of {pages.Count}", styles.Small)]);
        }
    }

    private static void LeftAndRight(PdfCanvas page, double top, TextRun[] left, TextRun[] right)
    {
        var end = LineBreaker.Break(right, Width)[0];
        page.Line(end, Right - end.Width, top);
        page.Line(LineBreaker.Break(left, Width - end.Width - 16)[0], Left, top);
    }
}
