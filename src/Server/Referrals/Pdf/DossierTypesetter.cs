using System.Security.Cryptography;
using LogisticsScreening.Screening.Decisions;

namespace LogisticsScreening.Server.Referrals.Pdf;

/// <summary>Sets the blocks of a dossier on pages.</summary>
internal sealed class DossierTypesetter(PageFlow flow, PdfStyles styles, PdfFile file, TimeSpan offset)
{
    private const double LabelShare = 0.28;
    private const double CellPadding = 3;
    private const double CellGutter = 8;
    private const double KeepWithHeading = 56;
    private const double LargestPicture = 320;
    private const double QrSide = 92;
    private const double QrMargin = 16;
    private const double TimeColumn = 124;

    private static readonly LocalizedText Unreadable = new("此图片无法显示；其 SHA-256 为：", "This picture cannot be shown; its SHA-256 is:");

    /// <summary>Chapters by page, for the bookmarks.</summary>
    public List<(string Title, int Page, double Top)> Chapters { get; } = [];

    public void FirstPageHead(Dossier dossier)
    {
        var qrLeft = PageFlow.Right - QrSide;
        var width = qrLeft - (2 * QrMargin) - PageFlow.Left;
        var qrTop = flow.Y + 8;
        var caption = PdfStyles.Below(dossier.Seal.QrCaption, styles.Small, styles.Small, QrSide);
        Qr(dossier.Seal.QrPayload, qrLeft, qrTop);
        var under = qrTop + QrSide + QrMargin;
        foreach (var line in caption)
        {
            flow.Page.Line(line, qrLeft, under);
            under += line.Height;
        }

        flow.Lines(PdfStyles.Below(dossier.Title, styles.Title, styles.TitleEn, width));
        flow.Advance(8);
        Facts(dossier.Seal.Facts, width);
        flow.Advance(Math.Max(8, under - flow.Y));
    }

    /// <param name="block">What to set.</param>
    /// <param name="next">What follows: a heading stays with it.</param>
    public void Set(DossierBlock block, DossierBlock? next)
    {
        switch (block)
        {
            case DossierBlock.Heading heading:
                Heading(heading, next is DossierBlock.Picture ? LargestPicture + KeepWithHeading : KeepWithHeading);
                break;
            case DossierBlock.Paragraph paragraph:
                flow.Lines(PdfStyles.Below(paragraph.Text, styles.Body, styles.BodyEn, PageFlow.Width));
                flow.Gap(6);
                break;
            case DossierBlock.Facts facts:
                Facts(facts.Items, PageFlow.Width);
                flow.Gap(8);
                break;
            case DossierBlock.Table table:
                Table(table);
                break;
            case DossierBlock.Timeline timeline:
                Timeline(timeline);
                break;
            case DossierBlock.Picture picture:
                Picture(picture);
                break;
            case DossierBlock.Listing listing:
                Listing(listing);
                break;
            case DossierBlock.QrCode qr:
                QrBlock(qr);
                break;
            default:
                throw new NotSupportedException($"No layout for {block.GetType().Name}.");
        }
    }

    private void Heading(DossierBlock.Heading heading, double keep)
    {
        var chapter = heading.Level <= 1;
        var lines = LineBreaker.Break(
            chapter ? PdfStyles.Beside(heading.Text, styles.Chapter, styles.ChapterEn) : PdfStyles.Beside(heading.Text, styles.Part, styles.PartEn),
            PageFlow.Width);
        flow.Gap(chapter ? 16 : 8);
        flow.Ensure(lines.Sum(line => line.Height) + keep);
        if (chapter)
            Chapters.Add(($"{heading.Text.Zh}  {heading.Text.En}", flow.PageNumber, flow.Y));
        flow.Lines(lines);
        if (!chapter)
            return;
        flow.Page.Rule(PageFlow.Left, flow.Y + 1, PageFlow.Right, flow.Y + 1, 0.9, PdfStyles.Strong);
        flow.Advance(6);
    }

    private void Facts(IReadOnlyList<DossierFact> facts, double width)
    {
        var labelWidth = width * LabelShare;
        var printer = new RowPrinter(flow, CellPadding)
        {
            Backdrop = (page, _, bottom, _) => page.Rule(PageFlow.Left, bottom, PageFlow.Left + width, bottom, 0.4, PdfStyles.Hairline),
        };
        foreach (var fact in facts)
        {
            printer.Print(
            [
                new(PageFlow.Left, labelWidth - CellGutter, LineBreaker.Break(PdfStyles.Beside(fact.Label, styles.Label, styles.LabelEn), labelWidth - CellGutter)),
                new(PageFlow.Left + labelWidth, width - labelWidth, styles.Lines(fact.Value, width - labelWidth, offset)),
            ]);
        }
    }

    private void Table(DossierBlock.Table table)
    {
        var shares = (double)table.Columns.Sum(column => column.Share);
        var places = new List<(double X, double Width, bool AlignRight)>();
        var x = PageFlow.Left;
        foreach (var column in table.Columns)
        {
            var width = PageFlow.Width * column.Share / shares;
            places.Add((x + (CellGutter / 2), width - CellGutter, column.AlignRight));
            x += width;
        }

        var heads = places.Select((place, i) => new RowCell(place.X, place.Width, PdfStyles.Below(table.Columns[i].Title, styles.Label, styles.LabelEn, place.Width), place.AlignRight)).ToList();
        var head = new RowPrinter(flow, CellPadding)
        {
            Backdrop = (page, top, bottom, _) =>
            {
                page.Fill(PageFlow.Left, top, PageFlow.Width, bottom - top, PdfStyles.Shade);
                page.Rule(PageFlow.Left, bottom, PageFlow.Right, bottom, 0.7, PdfStyles.Strong);
            },
        };
        var body = new RowPrinter(flow, CellPadding)
        {
            Head = () => head.Print(heads),
            Backdrop = (page, _, bottom, _) => page.Rule(PageFlow.Left, bottom, PageFlow.Right, bottom, 0.4, PdfStyles.Hairline),
        };

        flow.Ensure(RowPrinter.HeightOf(heads) + KeepWithHeading);
        head.Print(heads);
        foreach (var row in table.Rows)
            body.Print([.. places.Select((place, i) => new RowCell(place.X, place.Width, styles.Lines(row[i], place.Width, offset), place.AlignRight))]);
        flow.Gap(8);
    }

    private void Timeline(DossierBlock.Timeline timeline)
    {
        const double Gutter = 24;
        var line = PageFlow.Left + TimeColumn + (Gutter / 2);
        var textLeft = PageFlow.Left + TimeColumn + Gutter;
        var width = PageFlow.Right - textLeft;
        for (var i = 0; i < timeline.Events.Count; i++)
        {
            var item = timeline.Events[i];
            var (isFirst, isLast) = (i == 0, i == timeline.Events.Count - 1);
            var printer = new RowPrinter(flow, CellPadding)
            {
                Backdrop = (page, top, bottom, first) =>
                {
                    var dot = top + 9.5;
                    page.Rule(line, isFirst && first ? dot : top, line, isLast ? Math.Max(dot, top) : bottom, 0.8, PdfStyles.Hairline);
                    if (first)
                        page.Dot(line, dot, 2.6, PdfStyles.Strong);
                },
            };
            List<TextLine> text = [.. LineBreaker.Break(PdfStyles.Beside(item.What, styles.Emphasis, styles.BodyEn), width)];
            if (item.Detail is not DossierValue.None)
                text.AddRange(styles.Lines(item.Detail, width, offset));
            printer.Print([new(PageFlow.Left, TimeColumn, styles.Lines(new DossierValue.Instant(item.At), TimeColumn, offset)), new(textLeft, width, text)]);
        }

        flow.Gap(8);
    }

    private void Picture(DossierBlock.Picture block)
    {
        var picture = PdfPicture.Read(block.Content);
        if (picture is null)
        {
            flow.Lines(PdfStyles.Below(block.Caption, styles.Body, styles.BodyEn, PageFlow.Width));
            flow.Lines(PdfStyles.Below(Unreadable, styles.Body, styles.BodyEn, PageFlow.Width));
            flow.Lines(LineBreaker.Break([new(Convert.ToHexStringLower(SHA256.HashData(block.Content)), styles.Code)], PageFlow.Width));
            flow.Gap(8);
            return;
        }

        var width = Math.Min(PageFlow.Width, LargestPicture * Math.Min(1, picture.Shape) * 1.25);
        var height = width / picture.Shape;
        if (height > LargestPicture)
            (width, height) = (LargestPicture * picture.Shape, LargestPicture);
        var caption = PdfStyles.Below(block.Caption, styles.Label, styles.LabelEn, PageFlow.Width);
        flow.Ensure(height + 4 + caption.Sum(line => line.Height));
        flow.Page.Picture(picture, picture.Embed(file), PageFlow.Left, flow.Y, width, height);
        flow.Advance(height + 4);
        flow.Lines(caption);
        flow.Gap(10);
    }

    private void Listing(DossierBlock.Listing listing)
    {
        var printer = new RowPrinter(flow, 0)
        {
            Backdrop = (page, top, bottom, _) => page.Fill(PageFlow.Left, top, PageFlow.Width, bottom - top, PdfStyles.Shade),
        };
        var rows = listing.Lines
            .Select(text => (RowCell[])[new(PageFlow.Left + 8, PageFlow.Width - 16, LineBreaker.Break([new(text.Length == 0 ? " " : text, styles.Code)], PageFlow.Width - 16))])
            .ToList();
        // A few commands are read together: not the first alone at the foot of a page.
        var height = rows.Sum(RowPrinter.HeightOf);
        if (height <= PageFlow.FullHeight / 2)
            flow.Ensure(height);
        foreach (var row in rows)
            printer.Print(row);
        flow.Gap(8);
    }

    private void QrBlock(DossierBlock.QrCode qr)
    {
        var caption = PdfStyles.Below(qr.Caption, styles.Label, styles.LabelEn, PageFlow.Width - QrSide - QrMargin);
        flow.Gap(QrMargin);
        flow.Ensure(QrSide + QrMargin);
        Qr(qr.Payload, PageFlow.Left, flow.Y);
        var top = flow.Y + 4;
        foreach (var line in caption)
        {
            flow.Page.Line(line, PageFlow.Left + QrSide + QrMargin, top);
            top += line.Height;
        }

        flow.Advance(Math.Max(QrSide, top - flow.Y));
        flow.Gap(QrMargin);
    }

    private void Qr(string payload, double x, double top) => flow.Page.Fill(QrSquares.Of(payload, x, top, QrSide), PdfStyles.Ink);
}
