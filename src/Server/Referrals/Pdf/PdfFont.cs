using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace LogisticsScreening.Server.Referrals.Pdf;

/// <summary>One font of one document: collects the glyphs in use and is embedded at the end. Text strings hold subset glyph numbers, two bytes each.</summary>
internal sealed class PdfFont(TrueTypeFont font, string resource, int weight)
{
    private const int PdfUnits = 1000;
    private const int SymbolicFlag = 4;
    private const int MappingsPerBlock = 100;

    private readonly TrueTypeSubset subset = new(font);

    /// <summary>Name in the pages' resources.</summary>
    public string Resource => resource;

    public double Ascent => (double)font.Ascender / font.UnitsPerEm;

    public bool Has(int codePoint) => subset.Has(codePoint);

    /// <summary>Advance of a code point in ems.</summary>
    public double AdvanceOf(int codePoint) => (double)font.AdvanceOf(font.GlyphOf(codePoint)) / font.UnitsPerEm;

    public int Use(int codePoint) => subset.Use(codePoint);

    /// <summary>Writes the font into the file and returns its object number.</summary>
    public int Embed(PdfFile file)
    {
        var program = subset.ToFile();
        var name = $"{SubsetTag(program)}+{font.Name}";
        var programId = file.AddStream($"/Length1 {PdfFile.Number(program.Length)}", program);
        var (xMin, yMin, xMax, yMax) = font.BoundingBox;
        var descriptor = file.Add(
            $"<< /Type /FontDescriptor /FontName /{name} /Flags {SymbolicFlag} /FontBBox [{Scaled(xMin)} {Scaled(yMin)} {Scaled(xMax)} {Scaled(yMax)}] /ItalicAngle 0 " +
            $"/Ascent {Scaled(font.Ascender)} /Descent {Scaled(font.Descender)} /CapHeight {Scaled(font.CapHeight)} /StemV {(weight >= 600 ? 140 : 80)} /FontWeight {weight} /FontFile2 {programId} 0 R >>");
        var descendant = file.Add(
            $"<< /Type /Font /Subtype /CIDFontType2 /BaseFont /{name} /CIDSystemInfo << /Registry (Adobe) /Ordering (Identity) /Supplement 0 >> " +
            $"/FontDescriptor {descriptor} 0 R /DW {PdfUnits} /W [0 [{Widths()}]] /CIDToGIDMap /Identity >>");
        var toUnicode = file.AddStream("", Encoding.ASCII.GetBytes(ToUnicode()));
        return file.Add($"<< /Type /Font /Subtype /Type0 /BaseFont /{name} /Encoding /Identity-H /DescendantFonts [{descendant} 0 R] /ToUnicode {toUnicode} 0 R >>");
    }

    /// <summary>Six capital letters that differ between subsets, taken from the subset itself so that they are the same next time.</summary>
    private static string SubsetTag(byte[] program) =>
        string.Concat(SHA256.HashData(program).Take(6).Select(value => (char)('A' + (value % 26))));

    private string Scaled(int fontUnits) => PdfFile.Number(fontUnits * (double)PdfUnits / font.UnitsPerEm);

    private string Widths() => string.Join(' ', subset.SourceGlyphs.Select(glyph => Scaled(font.AdvanceOf(glyph))));

    private string ToUnicode()
    {
        var map = new StringBuilder();
        map.Append("/CIDInit /ProcSet findresource begin\n12 dict begin\nbegincmap\n")
            .Append("/CIDSystemInfo << /Registry (Adobe) /Ordering (UCS) /Supplement 0 >> def\n")
            .Append("/CMapName /Adobe-Identity-UCS def\n/CMapType 2 def\n")
            .Append("1 begincodespacerange\n<0000> <FFFF>\nendcodespacerange\n");
        for (var from = 1; from < subset.CodePoints.Count; from += MappingsPerBlock)
        {
            var count = Math.Min(MappingsPerBlock, subset.CodePoints.Count - from);
            map.Append(CultureInfo.InvariantCulture, $"{count} beginbfchar\n");
            for (var number = from; number < from + count; number++)
            {
                var unicode = Convert.ToHexString(Encoding.BigEndianUnicode.GetBytes(char.ConvertFromUtf32(subset.CodePoints[number])));
                map.Append(CultureInfo.InvariantCulture, $"<{number:X4}> <{unicode}>\n");
            }

            map.Append("endbfchar\n");
        }

        return map.Append("endcmap\nCMapName currentdict /CMap defineresource pop\nend\nend\n").ToString();
    }
}
