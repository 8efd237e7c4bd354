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
    public byte[] Compute(string purpose, string normalised)
    {
        var key = ring.Newest(KeyUse.Index);
        var input = Encoding.UTF8.GetBytes($"{purpose}\0{normalised}");
        var index = new byte[Bytes];
        index[0] = key.Algorithm;
        BinaryPrimitives.WriteUInt32BigEndian(index.AsSpan(1), key.Id);
        HMACSHA256.HashData(key.Secret, input, index.AsSpan(HeaderBytes));
        return index;
    }
}
