using System.Buffers.Binary;

namespace LogisticsScreening.Server.Database;

/// <summary>Ids of the product are UUIDv7 (RFC 9562): the first 48 bits are milliseconds since 1970, so that a stretch of time is a stretch of ids.</summary>
internal static class TimeOrderedId
{
    /// <summary>Below every id made at that instant or later.</summary>
    public static Guid First(DateTimeOffset instant)
    {
        Span<byte> bytes = stackalloc byte[16];
        bytes.Clear();
        BinaryPrimitives.WriteUInt64BigEndian(bytes, (ulong)instant.ToUnixTimeMilliseconds() << 16);
        return new(bytes, bigEndian: true);
    }
}
