using System.Buffers.Binary;

namespace LogisticsScreening.Server.Referrals.Pdf;

/// <summary>
/// The part of a font that a document uses. Glyphs are numbered in the order of their first use, one number per code point (two code points that share
/// an outline keep their own numbers, so that copied text gives back exactly what was written); number 0 stays the missing glyph.
/// </summary>
internal sealed class TrueTypeSubset(TrueTypeFont font)
{
    private const ushort ArgumentsAreWords = 0x0001;
    private const ushort HasScale = 0x0008;
    private const ushort MoreComponents = 0x0020;
    private const ushort HasTwoScales = 0x0040;
    private const ushort HasMatrix = 0x0080;
    private const int CompositeHeader = 10;
    private const int HeadChecksumAdjustment = 8;
    private const uint ChecksumMagic = 0xB1B0AFBA;

    private readonly Dictionary<int, int> numberOfCodePoint = [];
    private readonly List<int> sourceGlyphs = [0];
    private readonly List<int> codePoints = [0];

    public TrueTypeFont Font => font;

    /// <summary>Source glyph of every number, components not yet included.</summary>
    public IReadOnlyList<int> SourceGlyphs => sourceGlyphs;

    /// <summary>Code point of every number; the first is the missing glyph and has none.</summary>
    public IReadOnlyList<int> CodePoints => codePoints;

    public bool Has(int codePoint) => font.GlyphOf(codePoint) != 0;

    /// <summary>Number of the code point in the subset. The font must have it.</summary>
    public int Use(int codePoint)
    {
        if (numberOfCodePoint.TryGetValue(codePoint, out var number))
            return number;
        var glyph = font.GlyphOf(codePoint);
        if (glyph == 0)
            throw new ArgumentOutOfRangeException(nameof(codePoint), codePoint, "The font has no glyph for this code point.");
        number = sourceGlyphs.Count;
        numberOfCodePoint.Add(codePoint, number);
        sourceGlyphs.Add(glyph);
        codePoints.Add(codePoint);
        return number;
    }

    /// <summary>A font file with the used glyphs and what they are composed of.</summary>
    public byte[] ToFile()
    {
        var glyphs = new List<int>(sourceGlyphs);
        var numberOfComponent = new Dictionary<int, int>();
        var outlines = new List<byte[]>();
        for (var i = 0; i < glyphs.Count; i++)
        {
            var outline = font.OutlineOf(glyphs[i]).ToArray();
            if (outline.Length > 0 && BinaryPrimitives.ReadInt16BigEndian(outline) < 0)
                RenumberComponents(outline, glyphs, numberOfComponent);
            outlines.Add(outline);
        }

        var loca = new byte[(glyphs.Count + 1) * 4];
        var metrics = new byte[glyphs.Count * 4];
        using var glyf = new MemoryStream();
        for (var i = 0; i < glyphs.Count; i++)
        {
            BinaryPrimitives.WriteUInt32BigEndian(loca.AsSpan(i * 4), (uint)glyf.Position);
            glyf.Write(outlines[i]);
            while (glyf.Position % 4 != 0)
                glyf.WriteByte(0);
            BinaryPrimitives.WriteUInt16BigEndian(metrics.AsSpan(i * 4), (ushort)font.AdvanceOf(glyphs[i]));
            BinaryPrimitives.WriteInt16BigEndian(metrics.AsSpan((i * 4) + 2), (short)font.LeftSideBearingOf(glyphs[i]));
        }

        BinaryPrimitives.WriteUInt32BigEndian(loca.AsSpan(glyphs.Count * 4), (uint)glyf.Position);
        return Assemble(glyphs.Count, glyf.ToArray(), loca, metrics);
    }

    private static void RenumberComponents(byte[] outline, List<int> glyphs, Dictionary<int, int> numberOfComponent)
    {
        for (var at = CompositeHeader; ;)
        {
            var flags = BinaryPrimitives.ReadUInt16BigEndian(outline.AsSpan(at));
            int component = BinaryPrimitives.ReadUInt16BigEndian(outline.AsSpan(at + 2));
            if (!numberOfComponent.TryGetValue(component, out var number))
            {
                number = glyphs.Count;
                numberOfComponent.Add(component, number);
                glyphs.Add(component);
            }

            BinaryPrimitives.WriteUInt16BigEndian(outline.AsSpan(at + 2), (ushort)number);
            at += 4 + ((flags & ArgumentsAreWords) != 0 ? 4 : 2);
            at += (flags & HasScale) != 0 ? 2 : (flags & HasTwoScales) != 0 ? 4 : (flags & HasMatrix) != 0 ? 8 : 0;
            if ((flags & MoreComponents) == 0)
                return;
        }
    }

    private byte[] Assemble(int glyphCount, byte[] glyf, byte[] loca, byte[] metrics)
    {
        var head = font.Table("head").ToArray();
        BinaryPrimitives.WriteUInt32BigEndian(head.AsSpan(HeadChecksumAdjustment), 0);
        BinaryPrimitives.WriteInt16BigEndian(head.AsSpan(50), 1);
        var hhea = font.Table("hhea").ToArray();
        BinaryPrimitives.WriteUInt16BigEndian(hhea.AsSpan(34), (ushort)glyphCount);
        var maxp = font.Table("maxp").ToArray();
        BinaryPrimitives.WriteUInt16BigEndian(maxp.AsSpan(4), (ushort)glyphCount);

        // Tables stand in the order of their tags, as the format asks.
        var tables = new List<(string Tag, byte[] Content)>
        {
            ("cvt ", font.Table("cvt ").ToArray()),
            ("fpgm", font.Table("fpgm").ToArray()),
            ("glyf", glyf),
            ("head", head),
            ("hhea", hhea),
            ("hmtx", metrics),
            ("loca", loca),
            ("maxp", maxp),
            ("prep", font.Table("prep").ToArray()),
        };
        tables.RemoveAll(table => table.Content.Length == 0);

        var offset = 12 + (tables.Count * 16);
        var file = new byte[offset + tables.Sum(table => Padded(table.Content.Length))];
        WriteDirectoryHead(file, tables.Count);
        var headAt = 0;
        for (var i = 0; i < tables.Count; i++)
        {
            var (tag, content) = tables[i];
            content.CopyTo(file, offset);
            var entry = file.AsSpan(12 + (i * 16), 16);
            System.Text.Encoding.ASCII.GetBytes(tag, entry);
            BinaryPrimitives.WriteUInt32BigEndian(entry[4..], Checksum(file.AsSpan(offset, Padded(content.Length))));
            BinaryPrimitives.WriteUInt32BigEndian(entry[8..], (uint)offset);
            BinaryPrimitives.WriteUInt32BigEndian(entry[12..], (uint)content.Length);
            if (tag == "head")
                headAt = offset;
            offset += Padded(content.Length);
        }

        BinaryPrimitives.WriteUInt32BigEndian(file.AsSpan(headAt + HeadChecksumAdjustment), unchecked(ChecksumMagic - Checksum(file)));
        return file;
    }

    private static void WriteDirectoryHead(byte[] file, int tableCount)
    {
        var power = System.Numerics.BitOperations.Log2((uint)tableCount);
        BinaryPrimitives.WriteUInt32BigEndian(file, 0x00010000);
        BinaryPrimitives.WriteUInt16BigEndian(file.AsSpan(4), (ushort)tableCount);
        BinaryPrimitives.WriteUInt16BigEndian(file.AsSpan(6), (ushort)(16 << power));
        BinaryPrimitives.WriteUInt16BigEndian(file.AsSpan(8), (ushort)power);
        BinaryPrimitives.WriteUInt16BigEndian(file.AsSpan(10), (ushort)((tableCount * 16) - (16 << power)));
    }

    private static int Padded(int length) => (length + 3) & ~3;

    private static uint Checksum(ReadOnlySpan<byte> content)
    {
        uint sum = 0;
        for (var i = 0; i < content.Length; i += 4)
            sum = unchecked(sum + BinaryPrimitives.ReadUInt32BigEndian(content[i..]));
        return sum;
    }
}
