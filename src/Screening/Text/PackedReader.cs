using System.Buffers.Text;

namespace LogisticsScreening.Screening.Text;

/// <summary>Reads base64 of variable-length numbers: seven bits a byte, lowest first, the top bit says that more follow.</summary>
internal ref struct PackedReader
{
    private readonly ReadOnlySpan<byte> packed;
    private int position;

    public PackedReader(ReadOnlySpan<byte> base64)
    {
        var bytes = new byte[Base64.GetMaxDecodedFromUtf8Length(base64.Length)];
        Base64.DecodeFromUtf8(base64, bytes, out _, out var written);
        packed = bytes.AsSpan(0, written);
    }

    public readonly bool AtEnd => position == packed.Length;

    public int Next()
    {
        int value = 0, shift = 0, part;
        do
        {
            part = packed[position++];
            value |= (part & 0x7F) << shift;
            shift += 7;
        }
        while (part >= 0x80);
        return value;
    }

    /// <summary>A number of either sign: 0, -1, 1, -2, 2, ... are written as 0, 1, 2, 3, 4, ...</summary>
    public int NextSigned()
    {
        var packed = Next();
        return (packed >> 1) ^ -(packed & 1);
    }
}
