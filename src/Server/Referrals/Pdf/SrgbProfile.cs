using System.Buffers.Binary;
using System.Text;

namespace LogisticsScreening.Server.Referrals.Pdf;

/// <summary>
/// An ICC version 2 display profile for sRGB (IEC 61966-2-1), computed: primaries and white point adapted to D50 as in the standard's informative matrix, and the tone
/// curve sampled. Written here because a profile file of others carries their licence.
/// </summary>
internal static class SrgbProfile
{
    private const int HeaderLength = 128;
    private const int CurveSamples = 1024;
    private const string Description = "sRGB IEC61966-2.1 (computed)";

    private static readonly byte[] Content = Build();

    public static ReadOnlySpan<byte> Bytes => Content;

    private static byte[] Build()
    {
        var curve = Curve();
        (string Tag, byte[] Data)[] tags =
        [
            ("desc", DescriptionTag()),
            ("cprt", TextTag("No copyright, use freely")),
            ("wtpt", Xyz(0.9642, 1.0, 0.8249)),
            ("rXYZ", Xyz(0.4361, 0.2225, 0.0139)),
            ("gXYZ", Xyz(0.3851, 0.7169, 0.0971)),
            ("bXYZ", Xyz(0.1431, 0.0606, 0.7139)),
            ("rTRC", curve),
            ("gTRC", curve),
            ("bTRC", curve),
        ];

        var offset = HeaderLength + 4 + (tags.Length * 12);
        var directory = new byte[4 + (tags.Length * 12)];
        BinaryPrimitives.WriteInt32BigEndian(directory, tags.Length);
        using var body = new MemoryStream();
        var curveOffset = 0;
        for (var i = 0; i < tags.Length; i++)
        {
            var (tag, data) = tags[i];
            var shared = ReferenceEquals(data, curve) && curveOffset > 0;
            var place = shared ? curveOffset : offset + (int)body.Position;
            var entry = directory.AsSpan(4 + (i * 12), 12);
            Encoding.ASCII.GetBytes(tag, entry);
            BinaryPrimitives.WriteInt32BigEndian(entry[4..], place);
            BinaryPrimitives.WriteInt32BigEndian(entry[8..], data.Length);
            if (shared)
                continue;
            if (ReferenceEquals(data, curve))
                curveOffset = place;
            body.Write(data);
            while (body.Position % 4 != 0)
                body.WriteByte(0);
        }

        return [.. Header(offset + (int)body.Length), .. directory, .. body.ToArray()];
    }

    private static byte[] Header(int length)
    {
        var header = new byte[HeaderLength];
        BinaryPrimitives.WriteInt32BigEndian(header, length);
        BinaryPrimitives.WriteInt32BigEndian(header.AsSpan(8), 0x02100000);
        Encoding.ASCII.GetBytes("mntrRGB XYZ ", header.AsSpan(12));
        // The date of the standard; a profile's date must not change the document.
        foreach (var (part, at) in new[] { (1999, 24), (10, 26), (1, 28) })
            BinaryPrimitives.WriteInt16BigEndian(header.AsSpan(at), (short)part);
        Encoding.ASCII.GetBytes("acsp", header.AsSpan(36));
        Xyz(0.9642, 1.0, 0.8249).AsSpan(8).CopyTo(header.AsSpan(68));
        return header;
    }

    private static byte[] Curve()
    {
        var tag = new byte[12 + (CurveSamples * 2)];
        Encoding.ASCII.GetBytes("curv", tag);
        BinaryPrimitives.WriteInt32BigEndian(tag.AsSpan(8), CurveSamples);
        for (var i = 0; i < CurveSamples; i++)
        {
            var signal = i / (double)(CurveSamples - 1);
            var light = signal <= 0.04045 ? signal / 12.92 : Math.Pow((signal + 0.055) / 1.055, 2.4);
            BinaryPrimitives.WriteUInt16BigEndian(tag.AsSpan(12 + (i * 2)), (ushort)Math.Round(light * ushort.MaxValue));
        }

        return tag;
    }

    private static byte[] Xyz(double x, double y, double z)
    {
        var tag = new byte[20];
        Encoding.ASCII.GetBytes("XYZ ", tag);
        foreach (var (value, at) in new[] { (x, 8), (y, 12), (z, 16) })
            BinaryPrimitives.WriteInt32BigEndian(tag.AsSpan(at), (int)Math.Round(value * 65536));
        return tag;
    }

    private static byte[] TextTag(string text) => [.. "text"u8, 0, 0, 0, 0, .. Encoding.ASCII.GetBytes(text), 0];

    /// <summary>Version 2 wants three spellings; the Unicode and the Macintosh one stay empty.</summary>
    private static byte[] DescriptionTag()
    {
        var tag = new byte[12 + Description.Length + 1 + 8 + 3 + 67];
        Encoding.ASCII.GetBytes("desc", tag);
        BinaryPrimitives.WriteInt32BigEndian(tag.AsSpan(8), Description.Length + 1);
        Encoding.ASCII.GetBytes(Description, tag.AsSpan(12));
        return tag;
    }
}
