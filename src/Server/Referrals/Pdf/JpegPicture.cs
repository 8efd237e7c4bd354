using System.Buffers.Binary;

namespace LogisticsScreening.Server.Referrals.Pdf;

/// <summary>Reads what a PDF must know of a JPEG file: size, components, orientation. The file itself goes into the PDF byte for byte, so its hash can be checked.</summary>
internal static class JpegPicture
{
    private const byte StartOfScan = 0xDA;
    private const byte App1 = 0xE1;
    private const ushort OrientationTag = 0x0112;

    public static PdfPicture? Read(byte[] file)
    {
        if (file.Length < 4 || file[0] != 0xFF || file[1] != 0xD8)
            return null;
        var orientation = 1;
        for (var at = 2; at + 4 <= file.Length && file[at] == 0xFF;)
        {
            var marker = file[at + 1];
            var length = BinaryPrimitives.ReadUInt16BigEndian(file.AsSpan(at + 2));
            if (marker == StartOfScan || length < 2 || at + 2 + length > file.Length)
                return null;
            var segment = file.AsSpan(at + 4, length - 2);
            if (marker == App1)
                orientation = OrientationIn(segment) ?? orientation;
            if (IsFrame(marker))
                return Frame(file, segment, orientation);
            at += 2 + length;
        }

        return null;
    }

    /// <summary>Frame headers C0 to CF, but for tables (C4), a reserved code (C8) and arithmetic conditioning (CC).</summary>
    private static bool IsFrame(byte marker) => marker is >= 0xC0 and <= 0xCF and not (0xC4 or 0xC8 or 0xCC);

    private static PdfPicture? Frame(byte[] file, ReadOnlySpan<byte> segment, int orientation)
    {
        if (segment.Length < 6)
            return null;
        var (bits, height, width, components) = (segment[0], BinaryPrimitives.ReadUInt16BigEndian(segment[1..]), BinaryPrimitives.ReadUInt16BigEndian(segment[3..]), segment[5]);
        // Four components would need a CMYK output intent.
        return bits == 8 && width > 0 && height > 0 && components is 1 or 3
            ? new PdfPicture(width, height, file, IsJpeg: true, IsGray: components == 1, orientation)
            : null;
    }

    private static int? OrientationIn(ReadOnlySpan<byte> segment)
    {
        if (segment.Length < 14 || !segment.StartsWith("Exif\0\0"u8))
            return null;
        var tiff = segment[6..];
        var little = tiff[0] == 'I';
        var directory = (int)U32(tiff, 4, little);
        if (directory < 8 || directory > tiff.Length - 2)
            return null;
        var count = U16(tiff, directory, little);
        for (var (i, at) = (0, directory + 2); i < count && at + 12 <= tiff.Length; i++, at += 12)
        {
            if (U16(tiff, at, little) == OrientationTag)
                return U16(tiff, at + 8, little) is var value and >= 1 and <= 8 ? value : null;
        }

        return null;
    }

    private static ushort U16(ReadOnlySpan<byte> bytes, int at, bool little) =>
        little ? BinaryPrimitives.ReadUInt16LittleEndian(bytes[at..]) : BinaryPrimitives.ReadUInt16BigEndian(bytes[at..]);

    private static uint U32(ReadOnlySpan<byte> bytes, int at, bool little) =>
        little ? BinaryPrimitives.ReadUInt32LittleEndian(bytes[at..]) : BinaryPrimitives.ReadUInt32BigEndian(bytes[at..]);
}
