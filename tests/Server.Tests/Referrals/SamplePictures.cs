using System.Buffers.Binary;
using System.IO.Compression;
using System.Text;

namespace LogisticsScreening.Server.Tests.Referrals;

/// <summary>Pictures made on the spot: a PNG with a colour ramp, and a JPEG small enough to stand in the source.</summary>
internal static class SamplePictures
{
    /// <summary>A gray JPEG of 8 x 8 pixels, all mid-gray: one block, one Huffman table each, written by hand from the standard.</summary>
    public static byte[] Jpeg(byte orientation = 1)
    {
        using var file = new MemoryStream();
        file.Write([0xFF, 0xD8]);
        Segment(file, 0xE1, [.. "Exif\0\0"u8, (byte)'M', (byte)'M', 0, 42, 0, 0, 0, 8, 0, 1, 0x01, 0x12, 0, 3, 0, 0, 0, 1, 0, orientation, 0, 0, 0, 0, 0, 0]);
        Segment(file, 0xDB, [0, .. Enumerable.Repeat((byte)1, 64)]);
        Segment(file, 0xC0, [8, 0, 8, 0, 8, 1, 1, 0x11, 0]);
        Segment(file, 0xC4, [0x00, 1, .. new byte[15], 0]);
        Segment(file, 0xC4, [0x10, 1, .. new byte[15], 0]);
        Segment(file, 0xDA, [1, 1, 0, 0, 63, 0]);
        file.Write([0x3F, 0xFF, 0xD9]);
        return file.ToArray();
    }

    public static byte[] Png(int width, int height, bool alpha)
    {
        var channels = alpha ? 4 : 3;
        using var rows = new MemoryStream();
        for (var y = 0; y < height; y++)
        {
            rows.WriteByte(0);
            for (var x = 0; x < width; x++)
            {
                rows.Write([(byte)(x * 255 / width), (byte)(y * 255 / height), 128]);
                if (alpha)
                    rows.WriteByte((byte)(x < width / 2 ? 255 : 0));
            }
        }

        using var packed = new MemoryStream();
        using (var zlib = new ZLibStream(packed, CompressionLevel.Fastest, leaveOpen: true))
            zlib.Write(rows.ToArray());
        using var file = new MemoryStream();
        file.Write([0x89, (byte)'P', (byte)'N', (byte)'G', 0x0D, 0x0A, 0x1A, 0x0A]);
        var header = new byte[13];
        BinaryPrimitives.WriteInt32BigEndian(header, width);
        BinaryPrimitives.WriteInt32BigEndian(header.AsSpan(4), height);
        (header[8], header[9]) = (8, (byte)(channels == 4 ? 6 : 2));
        Chunk(file, "IHDR", header);
        Chunk(file, "IDAT", packed.ToArray());
        Chunk(file, "IEND", []);
        return file.ToArray();
    }

    private static void Segment(MemoryStream file, byte marker, byte[] content) =>
        file.Write([0xFF, marker, (byte)((content.Length + 2) >> 8), (byte)(content.Length + 2), .. content]);

    /// <summary>The checksum stays zero: the reader under test does not look at it.</summary>
    private static void Chunk(MemoryStream file, string type, byte[] content)
    {
        var length = new byte[4];
        BinaryPrimitives.WriteInt32BigEndian(length, content.Length);
        file.Write([.. length, .. Encoding.ASCII.GetBytes(type), .. content, 0, 0, 0, 0]);
    }
}
