using System.Buffers;
using System.Buffers.Binary;
using System.Security.Cryptography;
using System.Text;

namespace LogisticsScreening.Server.PersonalData;

/// <summary>
/// Keyed hash for finding a value without reading it: equal (purpose, normalised value) give equal bytes, and without the
/// index key nobody can try numbers against a copy of the database. The key is never the encryption key.
/// </summary>
/// <remarks>Layout: algorithm id (1), key id (4, big-endian), HMAC-SHA-256 (32) over purpose, a zero byte and the value.</remarks>
internal sealed class BlindIndex(KeyRing ring)
{
    public const int Bytes = HeaderBytes + HMACSHA256.HashSizeInBytes;

    private const int HeaderBytes = 5;

    /// <param name="purpose">The same text wherever two columns are to be compared, for example "phone".</param>
    /// <param name="normalised">The value in its one normalised spelling; the caller normalises.</param>
    public byte[] Compute(string purpose, string normalised) => Compute(purpose, Encoding.UTF8.GetBytes(normalised));

    /// <inheritdoc cref="Compute(string, string)"/>
    /// <param name="normalised">The value as UTF-8.</param>
    public byte[] Compute(string purpose, ReadOnlySpan<byte> normalised)
    {
        var key = ring.Newest(KeyUse.Index);
        var length = Encoding.UTF8.GetByteCount(purpose) + 1 + normalised.Length;
        var input = ArrayPool<byte>.Shared.Rent(length);
        var value = Encoding.UTF8.GetBytes(purpose, input);
        input[value++] = 0;
        normalised.CopyTo(input.AsSpan(value));
        var index = new byte[Bytes];
        index[0] = key.Algorithm;
        BinaryPrimitives.WriteUInt32BigEndian(index.AsSpan(1), key.Id);
        HMACSHA256.HashData(key.Secret, input.AsSpan(0, length), index.AsSpan(HeaderBytes));
        ArrayPool<byte>.Shared.Return(input, clearArray: true);
        return index;
    }
}
