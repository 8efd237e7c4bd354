using System.Buffers.Binary;
using System.IO.Compression;

namespace LogisticsScreening.Server.Referrals.Pdf;

/// <summary>Decodes a PNG of 8 bits a channel, gray or colour, with or without alpha, not interlaced. Alpha is laid on white, for PDF/A-3 transparency has no place here.</summary>
internal static class PngPicture
{
    /// <summary>Above this a small file may unpack to more than memory holds.</summary>
    private const long MaxPixels = 100_000_000;

    private static ReadOnlySpan<byte> Signature => [0x89, (byte)'P', (byte)'N', (byte)'G', 0x0D, 0x0A, 0x1A, 0x0A];

    public static PdfPicture? Read(byte[] file)
    {
        if (file.Length < 33 || !file.AsSpan().StartsWith(Signature))
            return null;
        var header = file.AsSpan(16, 13);
        var (width, height) = (BinaryPrimitives.ReadInt32BigEndian(header), BinaryPrimitives.ReadInt32BigEndian(header[4..]));
        int? channels = header[9] switch { 0 => 1, 2 => 3, 4 => 2, 6 => 4, _ => null };
        if (width <= 0 || height <= 0 || (long)width * height > MaxPixels || header[8] != 8 || header[12] != 0 || channels is null)
            return null;
        try
        {
            var samples = Unfilter(Packed(file), width, height, channels.Value);
            return new PdfPicture(width, height, Flatten(samples, channels.Value), IsJpeg: false, IsGray: channels <= 2, Orientation: 1);
        }
        catch (InvalidDataException)
        {
            return null;
        }
        catch (EndOfStreamException)
        {
            return null;
        }
    }

    private static MemoryStream Packed(byte[] file)
    {
        var packed = new MemoryStream();
        for (long at = 8; at + 12 <= file.Length;)
        {
            long length = BinaryPrimitives.ReadUInt32BigEndian(file.AsSpan((int)at));
            if (at + 12 + length > file.Length)
                break;
            if (file.AsSpan((int)at + 4, 4).SequenceEqual("IDAT"u8))
                packed.Write(file.AsSpan((int)at + 8, (int)length));
            at += 12 + length;
        }

        packed.Position = 0;
        return packed;
    }

    private static byte[] Unfilter(MemoryStream packed, int width, int height, int channels)
    {
        var stride = width * channels;
        var samples = new byte[(long)stride * height];
        using var zlib = new ZLibStream(packed, CompressionMode.Decompress);
        var above = new byte[stride];
        for (var row = 0; row < height; row++)
        {
            var filter = zlib.ReadByte();
            var line = samples.AsSpan(row * stride, stride);
            zlib.ReadExactly(line);
            for (var i = 0; i < stride; i++)
            {
                int left = i >= channels ? line[i - channels] : 0;
                int corner = i >= channels ? above[i - channels] : 0;
                line[i] += filter switch
                {
                    0 => 0,
                    1 => (byte)left,
                    2 => above[i],
                    3 => (byte)((left + above[i]) / 2),
                    4 => (byte)Paeth(left, above[i], corner),
                    _ => throw new InvalidDataException("Unknown PNG filter."),
                };
            }

            line.CopyTo(above);
        }

        return samples;
    }

    private static int Paeth(int left, int above, int corner)
    {
        var guess = left + above - corner;
        var (toLeft, toAbove, toCorner) = (Math.Abs(guess - left), Math.Abs(guess - above), Math.Abs(guess - corner));
        return toLeft <= toAbove && toLeft <= toCorner ? left : toAbove <= toCorner ? above : corner;
    }

    private static byte[] Flatten(byte[] samples, int channels)
    {
        if (channels is 1 or 3)
            return samples;
        var colours = channels - 1;
        var opaque = new byte[samples.Length / channels * colours];
        for (var (from, to) = (0, 0); from < samples.Length; from += channels)
        {
            var alpha = samples[from + colours];
            for (var colour = 0; colour < colours; colour++)
                opaque[to++] = (byte)(((samples[from + colour] * alpha) + (255 * (255 - alpha)) + 127) / 255);
        }

        return opaque;
    }
}
