using System.Buffers.Binary;

namespace LogisticsScreening.Server.Referrals.Pdf;

/// <summary>A TrueType font file with glyf outlines: looks up glyphs and widths and hands out outlines. Nothing is copied; safe for many readers.</summary>
internal sealed class TrueTypeFont
{
    private const int HeadUnitsPerEm = 18;
    private const int HeadBoundingBox = 36;
    private const int HeadLocaFormat = 50;
    private const int Format12Header = 16;
    private const int Format12Group = 12;

    private readonly byte[] file;
    private readonly Dictionary<string, (int Offset, int Length)> tables = new(StringComparer.Ordinal);
    private readonly int groupsOffset;
    private readonly int groupCount;
    private readonly int metricCount;
    private readonly bool longLoca;

    /// <exception cref="InvalidDataException">Not a TrueType font that this writer can embed.</exception>
    public TrueTypeFont(byte[] file, string name)
    {
        this.file = file;
        Name = name;
        if (file.Length < 12 || BinaryPrimitives.ReadUInt32BigEndian(file) != 0x00010000)
            throw new InvalidDataException($"{name} is not a TrueType font.");
        for (int i = 0, at = 12; i < U16(4); i++, at += 16)
        {
            var tag = System.Text.Encoding.ASCII.GetString(file, at, 4);
            var (offset, length) = ((int)U32(at + 8), (int)U32(at + 12));
            if (offset < 0 || length < 0 || offset > file.Length - length)
                throw new InvalidDataException($"{name} is cut short.");
            tables[tag] = (offset, length);
        }

        foreach (var needed in (string[])["head", "hhea", "maxp", "hmtx", "loca", "glyf", "cmap", "OS/2"])
        {
            if (!tables.ContainsKey(needed))
                throw new InvalidDataException($"{name} has no table '{needed}'.");
        }

        var head = tables["head"].Offset;
        UnitsPerEm = U16(head + HeadUnitsPerEm);
        BoundingBox = (S16(head + HeadBoundingBox), S16(head + HeadBoundingBox + 2), S16(head + HeadBoundingBox + 4), S16(head + HeadBoundingBox + 6));
        longLoca = U16(head + HeadLocaFormat) != 0;
        GlyphCount = U16(tables["maxp"].Offset + 4);
        metricCount = U16(tables["hhea"].Offset + 34);
        Ascender = S16(tables["hhea"].Offset + 4);
        Descender = S16(tables["hhea"].Offset + 6);
        CapHeight = S16(tables["OS/2"].Offset + 88);
        var subtable = FindFullUnicodeMap();
        groupCount = (int)U32(subtable + 12);
        groupsOffset = subtable + Format12Header;
    }

    public string Name { get; }

    public int UnitsPerEm { get; }

    public (int XMin, int YMin, int XMax, int YMax) BoundingBox { get; }

    public int Ascender { get; }

    public int Descender { get; }

    public int CapHeight { get; }

    public int GlyphCount { get; }

    /// <summary>Glyph of a code point, 0 when the font has none.</summary>
    public int GlyphOf(int codePoint)
    {
        var (low, high) = (0, groupCount - 1);
        while (low <= high)
        {
            var middle = (low + high) / 2;
            var at = groupsOffset + (middle * Format12Group);
            if (codePoint < U32(at))
                high = middle - 1;
            else if (codePoint > U32(at + 4))
                low = middle + 1;
            else
                return (int)(U32(at + 8) + (uint)codePoint - U32(at));
        }

        return 0;
    }

    public int AdvanceOf(int glyph) => U16(tables["hmtx"].Offset + (Math.Min(glyph, metricCount - 1) * 4));

    public int LeftSideBearingOf(int glyph)
    {
        var hmtx = tables["hmtx"].Offset;
        return glyph < metricCount ? S16(hmtx + (glyph * 4) + 2) : S16(hmtx + (metricCount * 4) + ((glyph - metricCount) * 2));
    }

    /// <summary>Outline of a glyph; empty for a blank one.</summary>
    public ReadOnlySpan<byte> OutlineOf(int glyph)
    {
        var loca = tables["loca"].Offset;
        var (from, to) = longLoca
            ? ((int)U32(loca + (glyph * 4)), (int)U32(loca + (glyph * 4) + 4))
            : (U16(loca + (glyph * 2)) * 2, U16(loca + (glyph * 2) + 2) * 2);
        return file.AsSpan(tables["glyf"].Offset + from, to - from);
    }

    /// <summary>A table's bytes; empty when the font has no such table.</summary>
    public ReadOnlySpan<byte> Table(string tag) => tables.TryGetValue(tag, out var place) ? file.AsSpan(place.Offset, place.Length) : [];

    private int FindFullUnicodeMap()
    {
        var cmap = tables["cmap"].Offset;
        for (int i = 0, at = cmap + 4; i < U16(cmap + 2); i++, at += 8)
        {
            var subtable = cmap + (int)U32(at + 4);
            if (U16(at) is 0 or 3 && U16(subtable) == 12)
                return subtable;
        }

        throw new InvalidDataException($"{Name} has no character map beyond the basic plane.");
    }

    private int U16(int at) => BinaryPrimitives.ReadUInt16BigEndian(file.AsSpan(at));

    private int S16(int at) => BinaryPrimitives.ReadInt16BigEndian(file.AsSpan(at));

    private uint U32(int at) => BinaryPrimitives.ReadUInt32BigEndian(file.AsSpan(at));
}
