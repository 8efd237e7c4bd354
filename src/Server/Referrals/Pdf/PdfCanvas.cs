using System.Globalization;
using System.Text;

namespace LogisticsScreening.Server.Referrals.Pdf;

/// <summary>Drawing on one page. Lengths in points, y counted from the top of the page; opaque colours only, as PDF/A-3 readers and printers treat those alike.</summary>
internal sealed class PdfCanvas
{
    public const double PageWidth = 595.276;
    public const double PageHeight = 841.89;

    private const string MarkFill = "1 0.91 0.62";
    private const string EscapeFill = "0.91 0.92 0.94";

    private readonly StringBuilder operators = new();

    /// <summary>Pictures on this page by resource name.</summary>
    public SortedDictionary<string, int> Pictures { get; } = new(StringComparer.Ordinal);

    public byte[] ToContent() => Encoding.ASCII.GetBytes(operators.ToString());

    /// <summary>Draws a line of text whose box begins at <paramref name="top"/>.</summary>
    public void Line(TextLine line, double x, double top)
    {
        var baseline = top + line.Baseline;
        var at = x;
        foreach (var group in Groups(line.Glyphs, (a, b) => a.Tint == b.Tint))
        {
            var width = group.Sum(glyph => glyph.Advance);
            if (group[0].Tint != Tint.None)
                Fill(at, top + 1.2, width, line.Height - 2.4, group[0].Tint == Tint.Mark ? MarkFill : EscapeFill);
            at += width;
        }

        at = x;
        foreach (var group in Groups(line.Glyphs, (a, b) => ReferenceEquals(a.Style, b.Style)))
        {
            Glyphs(group, at, baseline);
            at += group.Sum(glyph => glyph.Advance);
        }
    }

    public void Fill(double x, double top, double width, double height, string colour) =>
        Emit($"{colour} rg {N(x)} {N(PageHeight - top - height)} {N(width)} {N(height)} re f");

    /// <summary>Many rectangles in one path, so that neighbours leave no seam.</summary>
    public void Fill(IEnumerable<(double X, double Top, double Width, double Height)> boxes, string colour)
    {
        Emit($"{colour} rg");
        foreach (var (x, top, width, height) in boxes)
            Emit($"{N(x)} {N(PageHeight - top - height)} {N(width)} {N(height)} re");
        Emit("f");
    }

    public void Rule(double x1, double top1, double x2, double top2, double thickness, string colour) =>
        Emit($"{colour} RG {N(thickness)} w {N(x1)} {N(PageHeight - top1)} m {N(x2)} {N(PageHeight - top2)} l S");

    public void Dot(double x, double top, double radius, string colour)
    {
        // A circle from four Bézier curves; 0.5523 is the usual distance of the control points.
        var (y, c) = (PageHeight - top, radius * 0.5523);
        Emit($"{colour} rg {N(x + radius)} {N(y)} m {N(x + radius)} {N(y + c)} {N(x + c)} {N(y + radius)} {N(x)} {N(y + radius)} c " +
             $"{N(x - c)} {N(y + radius)} {N(x - radius)} {N(y + c)} {N(x - radius)} {N(y)} c {N(x - radius)} {N(y - c)} {N(x - c)} {N(y - radius)} {N(x)} {N(y - radius)} c " +
             $"{N(x + c)} {N(y - radius)} {N(x + radius)} {N(y - c)} {N(x + radius)} {N(y)} c f");
    }

    /// <summary>Draws a picture so that it fills the box upright.</summary>
    public void Picture(PdfPicture picture, int objectId, double x, double top, double width, double height)
    {
        var name = $"P{objectId.ToString(CultureInfo.InvariantCulture)}";
        Pictures[name] = objectId;
        var (a, b, c, d, e, f) = picture.Turn;
        Emit($"q {N(width)} 0 0 {N(height)} {N(x)} {N(PageHeight - top - height)} cm {N(a)} {N(b)} {N(c)} {N(d)} {N(e)} {N(f)} cm /{name} Do Q");
    }

    private static IEnumerable<List<PlacedGlyph>> Groups(IReadOnlyList<PlacedGlyph> glyphs, Func<PlacedGlyph, PlacedGlyph, bool> together)
    {
        List<PlacedGlyph> group = [];
        foreach (var glyph in glyphs)
        {
            if (group.Count > 0 && !together(group[^1], glyph))
            {
                yield return group;
                group = [];
            }

            group.Add(glyph);
        }

        if (group.Count > 0)
            yield return group;
    }

    private void Glyphs(List<PlacedGlyph> group, double x, double baseline)
    {
        var style = group[0].Style;
        operators.Append(CultureInfo.InvariantCulture, $"BT /{style.Font.Resource} {N(style.Size)} Tf {style.Ink} rg {N(x)} {N(PageHeight - baseline)} Td <");
        foreach (var glyph in group)
            operators.Append(CultureInfo.InvariantCulture, $"{style.Font.Use(glyph.CodePoint):X4}");
        operators.Append("> Tj ET\n");
    }

    private static string N(double value) => PdfFile.Number(value);

    private void Emit(string line) => operators.Append(line).Append('\n');
}
